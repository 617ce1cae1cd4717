// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The window with the addresses of a dashboard.

import { Component, html } from './libraries.js';
import { Dialog } from './dialog.js';
import { Icon } from './icons.js';
import { copyText } from './share.js';

/** Properties: `url`, `short`, `temporary`, `onClose()`. */
export class ShareDialog extends Component {
  state = { copied: '' };

  render() {
    const { url, short, temporary, onClose } = this.props;
    const line = (/** @type {string} */ label, /** @type {string} */ address) => html`<div class="line" key=${label}>
      <input type="text" class="code" readonly aria-label=${label} value=${address} data-share=${label}
        onFocus=${(/** @type {any} */ event) => event.target.select()} />
      <span class="copies"><button onClick=${async () => (await copyText(address)) && this.setState({ copied: label })}>
        <${Icon} name=${this.state.copied === label ? 'check' : 'copy'} />Copy
      </button></span>
    </div>`;
    return html`<${Dialog} title="Share the dashboard" onClose=${onClose}>
      ${temporary && html`<p class="hint">The dashboard as you see it is kept under a temporary name.</p>`}
      ${line('Address', url)} ${line('Short address', short)}
    <//>`;
  }
}
