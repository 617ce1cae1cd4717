// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The metric tree: loads a branch when it is opened, draws only the rows in sight.

import { Component, createRef, html } from './libraries.js';
import { children } from './api.js';
import { BranchMenu } from './branch-menu.js';
import { Icon } from './icons.js';

/** @import { Node } from './completion.js' */

/**
 * One visible line. `node` is missing in lines that tell of loading, emptiness or an error.
 * @typedef {{
 *   key: string, level: number, node?: Node, open?: boolean, text?: string, position?: number, of?: number
 * }} Row
 */

/** Height of a row in CSS pixels; page.css says the same. */
const ROW = 28;
/** Rows drawn beyond the edges, so that scrolling shows no blanks. */
const MARGIN = 12;
/** Milliseconds between looks for a first metric. */
const EMPTY_POLL = 3000;

/**
 * Properties: `selected` (set of target texts), `onToggle(text)`, `onCount(number)` told how many
 * roots there are, `hidden` while search results take its place, `onAll(branch, below)` where a menu of a branch
 * offers all its metrics.
 */
export class MetricTree extends Component {
  state = {
    /** Children by branch path; a string is the reason why they could not be loaded. */
    loaded: /** @type {Map<string, Node[] | string>} */ (new Map()),
    open: /** @type {Set<string>} */ (new Set()),
    active: '',
    top: 0,
    height: 600,
    /** The branch whose menu is open, and where. */
    menu: /** @type {{path: string, x: number, y: number} | undefined} */ (undefined),
  };
  /** @type {{current: any}} */
  viewport = createRef();
  /** @type {number | undefined} */
  poll;
  sizes = new ResizeObserver(([entry]) => this.setState({ height: entry.contentRect.height }));

  componentDidMount() {
    this.sizes.observe(this.viewport.current);
    this.load('');
  }

  componentWillUnmount() {
    this.sizes.disconnect();
    clearTimeout(this.poll);
  }

  /** @param {string} branch */
  async load(branch) {
    /** @type {Node[] | string} */
    let answer;
    try {
      answer = await children(branch);
    } catch (failure) {
      answer = /** @type {Error} */ (failure).message;
    }
    this.setState((/** @type {any} */ { loaded }) => ({ loaded: new Map(loaded).set(branch, answer) }));
    if (!branch) {
      const count = typeof answer === 'string' ? undefined : answer.length;
      this.props.onCount(count);
      clearTimeout(this.poll);
      if (!count) {
        this.poll = setTimeout(() => this.load(''), EMPTY_POLL);
      }
    }
  }

  /** The lines a reader sees; made anew when something is loaded, opened or closed, not while it scrolls. */
  rows() {
    const { loaded, open } = this.state;
    if (this.made?.loaded !== loaded || this.made.open !== open) {
      this.made = { loaded, open, rows: visibleRows(loaded, open) };
    }
    return this.made.rows;
  }
  /** @type {{loaded: Map<string, Node[] | string>, open: Set<string>, rows: Row[]} | undefined} */
  made;

  /** Asks again for everything that is open. */
  reload = () => ['', ...this.state.open].forEach((branch) => this.load(branch));

  /** @param {string} path @param {boolean} wanted */
  setOpen(path, wanted) {
    const open = new Set(this.state.open);
    if (wanted) {
      open.add(path);
      if (!Array.isArray(this.state.loaded.get(path))) {
        this.load(path);
      }
    } else {
      open.delete(path);
    }
    this.setState({ open });
  }

  /** @param {Row} row */
  activate = (row) => {
    this.setState({ active: row.key });
    if (row.node?.leaf) {
      this.props.onToggle(row.node.path);
    } else if (row.node) {
      this.setOpen(row.node.path, !row.open);
    }
  };

  keyPressed = (/** @type {KeyboardEvent} */ event) => {
    const rows = this.rows().filter(({ node }) => node);
    const at = Math.max(0, rows.findIndex(({ key }) => key === this.state.active));
    const row = rows[at];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const branch = row.node && !row.node.leaf;
    const page = Math.max(1, Math.floor(this.state.height / ROW) - 1);
    const parent = () => rows.slice(0, at).findLast(({ level }) => level < row.level);
    /** @type {Record<string, () => void>} */
    const actions = {
      ArrowDown: () => this.moveTo(rows[Math.min(at + (this.state.active ? 1 : 0), rows.length - 1)]),
      ArrowUp: () => this.moveTo(rows[Math.max(at - 1, 0)]),
      PageDown: () => this.moveTo(rows[Math.min(at + page, rows.length - 1)]),
      PageUp: () => this.moveTo(rows[Math.max(at - page, 0)]),
      Home: () => this.moveTo(rows[0]),
      End: () => this.moveTo(rows[rows.length - 1]),
      ArrowRight: () =>
        branch && !row.open ? this.setOpen(row.node?.path ?? '', true) : branch && this.moveTo(rows[at + 1]),
      ArrowLeft: () => (branch && row.open ? this.setOpen(row.node?.path ?? '', false) : this.moveTo(parent())),
      Enter: () => this.activate(row),
      ' ': () => this.activate(row),
      '*': () => branch && this.props.onToggle(row.node?.path + '.*'),
      ContextMenu: () => this.openMenuByKey(row),
      ...(event.shiftKey ? { F10: () => this.openMenuByKey(row) } : {}),
    };
    if (actions[event.key]) {
      event.preventDefault();
      actions[event.key]();
    }
  };

  /** @param {Row} row */
  openMenuByKey(row) {
    const { left, bottom } = document.getElementById(rowId(row.key))?.getBoundingClientRect() ?? { left: 0, bottom: 0 };
    this.openMenu(row, left + ROW, bottom);
  }

  /** Opens the menu of a branch, where there is any. @param {Row} row @param {number} x @param {number} y */
  openMenu(row, x, y) {
    if (row.node && !row.node.leaf && this.props.onAll) {
      this.setState({ active: row.key, menu: { path: row.node.path, x, y } });
      return true;
    }
    return false;
  }

  closeMenu = () => {
    this.setState({ menu: undefined });
    this.viewport.current.querySelector('[role=tree]').focus();
  };

  /** @param {Row | undefined} row */
  moveTo(row) {
    if (!row) {
      return;
    }
    const rows = this.rows();
    const top = rows.findIndex(({ key }) => key === row.key) * ROW;
    const { scrollTop, clientHeight } = this.viewport.current;
    if (top < scrollTop) {
      this.viewport.current.scrollTop = top;
    } else if (top + ROW > scrollTop + clientHeight) {
      this.viewport.current.scrollTop = top + ROW - clientHeight;
    }
    this.setState({ active: row.key });
  }

  render() {
    const { active, top, height, menu } = this.state;
    const rows = this.rows();
    const first = Math.max(0, Math.floor(top / ROW) - MARGIN);
    const last = Math.min(rows.length, Math.ceil((top + height) / ROW) + MARGIN);
    return html`
      <div class="tree-head" hidden=${this.props.hidden}>
        <h2 id="tree-title">Metrics</h2>
        <button class="quiet" aria-label="Reload the tree" title="Reload the tree" onClick=${this.reload}>
          <${Icon} name="refresh" />
        </button>
      </div>
      <div class="tree scrolls" hidden=${this.props.hidden} ref=${this.viewport}
        onScroll=${(/** @type {any} */ event) => this.setState({ top: event.target.scrollTop })}>
        <div
          class="tree-rows"
          role="tree"
          tabindex="0"
          aria-labelledby="tree-title"
          aria-activedescendant=${active ? rowId(active) : undefined}
          style=${{ height: `${rows.length * ROW}px` }}
          onKeyDown=${this.keyPressed}
          onFocus=${() => active || this.setState({ active: rows.find(({ node }) => node)?.key ?? '' })}
        >
          ${rows.slice(first, last).map((row, index) => this.row(row, (first + index) * ROW))}
        </div>
      </div>
      ${menu &&
      html`<${BranchMenu} key=${menu.path} ...${menu} onToggle=${this.props.onToggle} onAll=${this.props.onAll} onClose=${this.closeMenu} />`}
    `;
  }

  /** @param {Row} row @param {number} top */
  row(row, top) {
    const { node, level, key, open } = row;
    const place = { transform: `translateY(${top}px)`, paddingInlineStart: `${level * 16 - 8}px` };
    if (!node) {
      return html`<div key=${key} class="row note" style=${place}><span class="name">${row.text}</span></div>`;
    }
    const chosen = node.leaf && this.props.selected.has(node.path);
    const all = node.path + '.*';
    return html`
      <div
        key=${key}
        id=${rowId(key)}
        data-path=${node.path}
        role="treeitem"
        class=${'row' + (key === this.state.active ? ' active' : '') + (chosen ? ' chosen' : '')}
        style=${place}
        title=${node.path}
        aria-level=${level}
        aria-setsize=${row.of}
        aria-posinset=${row.position}
        aria-expanded=${node.leaf ? undefined : String(Boolean(open))}
        aria-selected=${String(chosen)}
        onClick=${() => this.activate(row)}
        onContextMenu=${(/** @type {MouseEvent} */ event) =>
          this.openMenu(row, event.clientX, event.clientY) && event.preventDefault()}
      >
        <span class=${'twist' + (open ? ' turned' : '')}>${!node.leaf && html`<${Icon} name="arrowRight" />`}</span>
        <${Icon} name=${node.leaf ? (chosen ? 'check' : 'leaf') : 'branch'} />
        <span class="name">${node.name}</span>
        ${!node.leaf &&
        html`<button
          class="quiet all"
          tabindex="-1"
          title=${`Show ${all}`}
          aria-label=${`Show ${all}`}
          aria-pressed=${String(this.props.selected.has(all))}
          onClick=${(/** @type {Event} */ event) => {
            event.stopPropagation();
            this.props.onToggle(all);
          }}
        >
          .*
        </button>`}
      </div>
    `;
  }
}

/**
 * The lines a reader sees, from top to bottom.
 * @param {Map<string, Node[] | string>} loaded
 * @param {Set<string>} open
 * @returns {Row[]}
 */
export function visibleRows(loaded, open) {
  /** @type {Row[]} */
  const rows = [];
  const add = (/** @type {string} */ branch, /** @type {number} */ level) => {
    const nodes = loaded.get(branch);
    if (!Array.isArray(nodes)) {
      rows.push({ key: `note ${branch}`, level, text: nodes ?? 'Loading …' });
      return;
    }
    if (!nodes.length) {
      rows.push({ key: `note ${branch}`, level, text: branch ? 'Nothing here any more' : 'No metrics yet' });
    }
    nodes.forEach((node, index) => {
      const isOpen = !node.leaf && open.has(node.path);
      const key = (node.leaf ? 'leaf ' : 'branch ') + node.path;
      rows.push({ key, level, node, open: isOpen, position: index + 1, of: nodes.length });
      if (isOpen) {
        add(node.path, level + 1);
      }
    });
  };
  add('', 1);
  return rows;
}

/** @param {string} key */
function rowId(key) {
  return 'row-' + encodeURIComponent(key);
}
