// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// What can be done with a branch of the tree, at the pointer.

import { Component, createRef, html } from './libraries.js';
import { item } from './menu.js';

/** Pixels between the menu and the edge of the window. */
const MARGIN = 8;

/**
 * Properties: `path` of the branch, `x` and `y` of the pointer, `onToggle(pattern)`, `onAll(branch, below)`,
 * `onClose()`.
 */
export class BranchMenu extends Component {
  /** @type {{current: any}} */
  list = createRef();

  componentDidMount() {
    const list = this.list.current;
    const { width, height } = list.getBoundingClientRect();
    const { x, y } = this.props;
    list.style.left = `${Math.max(MARGIN, Math.min(x, innerWidth - width - MARGIN))}px`;
    list.style.top = `${Math.max(MARGIN, Math.min(y, innerHeight - height - MARGIN))}px`;
    list.querySelector('[role=menuitem]').focus();
  }

  keyPressed = (/** @type {KeyboardEvent} */ event) => {
    const items = /** @type {HTMLElement[]} */ ([...this.list.current.querySelectorAll('[role=menuitem]')]);
    const at = items.indexOf(/** @type {any} */ (document.activeElement));
    /** @type {Record<string, () => void>} */
    const actions = {
      Escape: this.props.onClose,
      ArrowDown: () => items[(at + 1) % items.length].focus(),
      ArrowUp: () => items[(at - 1 + items.length) % items.length].focus(),
      Home: () => items[0].focus(),
      End: () => items[items.length - 1].focus(),
    };
    event.stopPropagation();
    if (actions[event.key]) {
      event.preventDefault();
      actions[event.key]();
    }
  };

  left = (/** @type {FocusEvent} */ event) => {
    if (!this.list.current.contains(/** @type {Node | null} */ (event.relatedTarget))) {
      this.props.onClose();
    }
  };

  render() {
    const { path, onToggle, onAll, onClose } = this.props;
    return html`<div ref=${this.list} class="copies branch-menu" onKeyDown=${this.keyPressed} onFocusOut=${this.left}>
      <div class="menu-list" role="menu" aria-label=${path} onClickCapture=${onClose}>
        ${item('toggle-all', `One graph of ${path}.*`, () => onToggle(path + '.*'))}
        ${item('add-all', 'A graph of each metric', () => onAll(path, false))}
        ${item('add-below', 'A graph of each metric, all below too', () => onAll(path, true))}
      </div>
    </div>`;
  }
}
