// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The menu behind a button: actions that are needed less often.

import { Component, createRef, html } from './libraries.js';
import { Icon } from './icons.js';

/** Actions that are needed less often; closes when one is chosen or the focus leaves. */
export class Menu extends Component {
  state = { open: false };
  /** @type {{current: any}} */
  button = createRef();
  /** @type {{current: any}} */
  list = createRef();

  open() {
    this.setState({ open: true }, () => this.list.current?.querySelector('[role=menuitem]:not(:disabled)')?.focus());
  }

  /** The focus goes back to the button: before an action, so that a window it opens gives it back there as well. */
  close = () => {
    this.button.current.focus();
    this.setState({ open: false });
  };

  left = (/** @type {FocusEvent} */ event) => {
    const menu = /** @type {Element} */ (event.currentTarget);
    if (!menu.contains(/** @type {Node | null} */ (event.relatedTarget))) {
      this.setState({ open: false });
    }
  };

  keyPressed = (/** @type {KeyboardEvent} */ event) => {
    const menu = /** @type {Element} */ (event.currentTarget);
    const items = /** @type {HTMLElement[]} */ ([...menu.querySelectorAll('[role=menuitem]:not(:disabled)')]);
    const at = items.indexOf(/** @type {any} */ (document.activeElement));
    if (event.key === 'Escape' && this.state.open) {
      this.close();
    } else if (event.key === 'Home' && this.state.open) {
      items[0].focus();
    } else if (event.key === 'End' && this.state.open) {
      items[items.length - 1].focus();
    } else if (event.key === 'ArrowDown' && this.state.open) {
      items[(at + 1) % items.length].focus();
    } else if (event.key === 'ArrowUp' && this.state.open) {
      items[(at - 1 + items.length) % items.length].focus();
    } else {
      return;
    }
    event.preventDefault();
  };

  render() {
    const { open } = this.state;
    return html`<div class="more" onFocusOut=${this.left} onKeyDown=${this.keyPressed}>
      <button ref=${this.button} data-action="more" aria-label="More" title="More" aria-haspopup="menu" aria-expanded=${String(open)}
        onClick=${() => (open ? this.setState({ open: false }) : this.open())}><${Icon} name="more" /></button>
      ${open && html`<div ref=${this.list} class="menu-list" role="menu" aria-label="More" 
        onClickCapture=${() => this.button.current.focus()} onClick=${this.close}>${this.props.children}</div>`}
    </div>`;
  }
}

/** @param {string} action @param {string} label @param {() => void} onClick @param {boolean} [enabled] @param {boolean} [current] */
export function item(action, label, onClick, enabled = true, current = false) {
  return html`<button key=${action} role="menuitem" data-action=${action} disabled=${!enabled} onClick=${onClick}>
    ${label}${current && html` <${Icon} name="check" />`}
  </button>`;
}
