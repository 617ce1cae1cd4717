// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// What keys do on the page of dashboards, at a graph or anywhere.

import { isShortcut } from './dashboard-state.js';

/** @import { DashboardPage } from './dashboard-page.js' */

export class Keys {
  /** @param {DashboardPage} page that has the focus */
  constructor(page) {
    this.page = page;
  }

  /** @param {number} index @param {KeyboardEvent} event @returns {boolean} whether the key did something */
  atGraph(index, { key, altKey }) {
    if (altKey && (key === 'ArrowLeft' || key === 'ArrowRight')) {
      this.page.move(index, key === 'ArrowLeft' ? -1 : 1);
    } else if (altKey) {
      return false;
    } else if (key === 'Enter' || key === 'e') {
      this.page.setState({ dialog: { kind: 'edit', index } });
    } else if (key === 'd') {
      this.page.clone(index);
    } else if (key === 'Delete') {
      this.page.removeGraph(index);
    } else {
      return false;
    }
    return true;
  }

  pressed = (/** @type {KeyboardEvent} */ event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.defaultPrevented || target.closest('input, textarea, select, dialog')) {
      return;
    }
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (this.shortcut(event)) {
      event.preventDefault();
      return;
    }
    if (event.key === 'f' && plain) {
      this.page.setState({ dialog: { kind: 'find' } });
    } else if (event.key === 's' && plain && this.page.mayEdit()) {
      this.page.keeping.save();
    } else if (event.key === 'r' && plain) {
      this.page.reload();
    } else if (event.key === 'z' && (event.ctrlKey || event.metaKey)) {
      this.page.undo();
    } else {
      return;
    }
    event.preventDefault();
  };

  /** Does what the settings have a key do. @param {KeyboardEvent} event @returns {boolean} whether they do */
  shortcut(event) {
    const { settings, withoutBar, withoutMetrics } = this.page.state;
    const actions = {
      toggle_toolbar: () => this.page.setState({ withoutBar: !withoutBar }),
      toggle_metrics_panel: () => this.page.setState({ withoutMetrics: !withoutMetrics }),
      erase_all_graphs: () => this.page.change({ graphs: [] }, 'All graphs are removed.'),
      save_dashboard: () => this.page.mayEdit() && this.page.keeping.save(),
      give_completer_focus: () =>
        /** @type {HTMLElement | null} */ (document.querySelector('[name=field-metric], #sidebar input'))?.focus(),
    };
    const [, action] = Object.entries(actions).find(([name]) => isShortcut(settings?.shortcuts[name], event)) ?? [];
    action?.();
    return Boolean(action);
  }
}
