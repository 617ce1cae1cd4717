// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The window with the JSON of a dashboard: to take away, to edit, to bring in.

import { Component, html } from './libraries.js';
import { readDashboard } from './dashboard-state.js';
import { Dialog } from './dialog.js';
import { Icon } from './icons.js';

/** Properties: `name`, `state` (the JSON), `onState(state)`, `onClose()`. */
export class JsonDialog extends Component {
  state = { text: JSON.stringify(this.props.state, null, 2), error: '' };

  apply = () => {
    try {
      const state = JSON.parse(this.state.text);
      const inner = state?.state ?? state;
      readDashboard(inner);
      this.props.onState(inner);
    } catch (failure) {
      this.setState({ error: /** @type {Error} */ (failure).message });
    }
  };

  /** @param {any} event */
  read = async (event) => {
    const [file] = event.target.files;
    if (file) {
      this.setState({ text: await file.text(), error: '' });
    }
  };

  download = () => {
    const url = URL.createObjectURL(new Blob([this.state.text + '\n'], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${this.props.name || 'dashboard'}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  };

  render() {
    const { text, error } = this.state;
    return html`<${Dialog}
      title="Dashboard as JSON"
      wide=${true}
      onClose=${this.props.onClose}
      actions=${html`<label class="file">
          <span>From a file</span><input type="file" name="file" accept=".json,application/json" onChange=${this.read} />
        </label>
        <button onClick=${this.download}>Download</button>
        <button onClick=${this.props.onClose}>Cancel</button>
        <button class="primary" data-action="apply" onClick=${this.apply}>Apply</button>`}
    >
      <p class="hint">Apply shows it; it is kept only when you save.</p>
      ${error && html`<p class="error" role="alert"><${Icon} name="warning" />${error}</p>`}
      <textarea
        class="code json"
        name="json"
        aria-label="JSON"
        spellcheck=${false}
        value=${text}
        onInput=${(/** @type {any} */ event) => this.setState({ text: event.target.value })}
      ></textarea>
    <//>`;
  }
}
