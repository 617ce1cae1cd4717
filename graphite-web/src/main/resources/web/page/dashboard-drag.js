// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// Graphs drawn to another place, or onto each other, with mouse, pen or finger.

import { merged, moved } from './dashboard-state.js';

/** @import { DashboardPage } from './dashboard-page.js' */

/** Milliseconds a graph is held over another before letting go merges them, unless the settings say it. */
const MERGE_AFTER = 700;

export class Drag {
  /** @type {number | undefined} */
  hold;

  /** @param {DashboardPage} page whose graphs are drawn */
  constructor(page) {
    this.page = page;
  }

  /** @param {number} from @param {PointerEvent} event */
  grip(from, event) {
    event.preventDefault();
    const grip = /** @type {Element} */ (event.currentTarget);
    grip.setPointerCapture(event.pointerId);
    const over = (/** @type {Event} */ moving) => this.over(from, /** @type {PointerEvent} */ (moving));
    const end = (/** @type {Event} */ ended) => {
      grip.removeEventListener('pointermove', over);
      grip.removeEventListener('pointerup', end);
      grip.removeEventListener('pointercancel', end);
      this.drop(ended.type === 'pointerup');
    };
    grip.addEventListener('pointermove', over);
    grip.addEventListener('pointerup', end);
    grip.addEventListener('pointercancel', end);
    this.page.setState({ drag: { from, over: from, drop: '' } });
  }

  /** @param {number} from @param {PointerEvent} event */
  over(from, event) {
    const tile = document.elementFromPoint(event.clientX, event.clientY)?.closest('[data-graph]');
    const over = this.page.state.dashboard.graphs.findIndex(({ id }) => String(id) === tile?.getAttribute('data-graph'));
    if (!tile || over < 0 || over === from) {
      clearTimeout(this.hold);
      this.page.setState({ drag: { from, over: from, drop: '' } });
      return;
    }
    const { left, width } = tile.getBoundingClientRect();
    const part = (event.clientX - left) / width;
    const { drag } = this.page.state;
    const middle = part > 0.3 && part < 0.7;
    const side = part < 0.5 ? 'before' : 'after';
    const drop = middle && drag?.over === over && drag.drop === 'merge' ? 'merge' : side;
    if (drag?.over !== over || drag.drop !== drop) {
      this.page.setState({ drag: { from, over, drop } });
    }
    clearTimeout(this.hold);
    if (middle && drop !== 'merge') {
      this.hold = setTimeout(() => this.page.state.drag && this.page.setState({ drag: { from, over, drop: 'merge' } }), this.page.state.settings?.mergeDelay ?? MERGE_AFTER);
    }
  }

  /** @param {boolean} wanted */
  drop(wanted) {
    clearTimeout(this.hold);
    const { drag, dashboard } = this.page.state;
    this.page.setState({ drag: undefined });
    if (!wanted || !drag?.drop) {
      return;
    }
    const { from, over, drop } = drag;
    this.page.change({
      graphs:
        drop === 'merge' ? merged(dashboard.graphs, from, over) : moved(dashboard.graphs, from, drop === 'after' ? over + 1 : over),
    });
  }
}
