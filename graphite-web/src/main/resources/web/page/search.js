// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The search box: completes while someone types, over every name the server knows.

import { Component, createRef, html } from './libraries.js';
import { complete, search } from './api.js';
import { cutAtMatch, isCall, isPattern, patternsFor, rank } from './completion.js';
import { Icon } from './icons.js';

/** @import { Node } from './completion.js' */

/** Milliseconds without a key before the server is asked. */
const PAUSE = 120;
/** With so many answers no further pattern is asked for. */
const ENOUGH = 40;
/** So many are shown. */
const SHOWN = 100;

/**
 * Properties: `selected` (set of target texts), `onToggle(text)`, `onText(text)` told of each change,
 * because the tree makes room for the answers.
 */
export class SearchBox extends Component {
  state = { text: '', hits: /** @type {Node[]} */ ([]), active: 0, asked: '', error: '', busy: false };
  /** @type {{current: any}} */
  input = createRef();
  /** @type {AbortController | undefined} */
  asking;
  /** @type {number | undefined} */
  timer;

  componentDidMount() {
    document.addEventListener('keydown', this.focusOnSlash);
  }

  componentWillUnmount() {
    document.removeEventListener('keydown', this.focusOnSlash);
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  focusOnSlash = (/** @type {KeyboardEvent} */ event) => {
    const typing = event.target instanceof Element && event.target.closest('input, textarea, select');
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      this.props.onFocusWanted();
      this.input.current.focus();
      this.input.current.select();
    }
  };

  /** @param {string} text */
  type(text) {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.setState({ text, active: 0, error: '', busy: Boolean(text.trim()) });
    this.props.onText(text);
    if (text.trim()) {
      this.timer = setTimeout(() => this.ask(text), PAUSE);
    } else {
      this.setState({ hits: [], asked: '' });
    }
  }

  /** Asks pattern after pattern; an answer to an older text is never shown. */
  async ask(/** @type {string} */ text) {
    const asking = new AbortController();
    this.asking = asking;
    /** @type {Node[]} */
    let found = [];
    let error = '';
    for (const pattern of patternsFor(text)) {
      try {
        found = rank(found.concat(await complete(pattern, asking.signal)), text);
      } catch (failure) {
        error = /** @type {Error} */ (failure).message;
      }
      if (asking.signal.aborted) {
        return;
      }
      if (error || found.length >= ENOUGH) {
        break;
      }
      if (found.length) {
        this.setState({ hits: found, asked: text });
      }
    }
    if (!error && !found.length && !isPattern(text) && !isCall(text)) {
      try {
        found = await search(text, asking.signal);
      } catch (failure) {
        error = /** @type {Error} */ (failure).message;
      }
      if (asking.signal.aborted) {
        return;
      }
    }
    this.setState({ hits: found, asked: text, error, busy: false });
  }

  /**
   * What can be chosen: the text itself where it is a target, then the nodes found.
   * @returns {{text?: string, node?: Node}[]}
   */
  options() {
    const { text, hits } = this.state;
    const own = text.trim();
    const asItIs = own && (isPattern(own) || isCall(own)) ? [{ text: own }] : [];
    return [...asItIs, ...hits.slice(0, SHOWN).map((node) => ({ node }))];
  }

  /** @param {{text?: string, node?: Node}} option */
  choose({ text, node }) {
    if (node && !node.leaf) {
      this.type(node.path + '.');
      this.input.current.focus();
    } else {
      this.props.onToggle(text ?? node?.path);
    }
  }

  keyPressed = (/** @type {KeyboardEvent} */ event) => {
    const options = this.options();
    const { active, text } = this.state;
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    if (event.key in moves && options.length) {
      const next = active + moves[/** @type {keyof typeof moves} */ (event.key)];
      this.setState({ active: Math.max(0, Math.min(options.length - 1, next)) }, () =>
        document.getElementById(`hit-${this.state.active}`)?.scrollIntoView({ block: 'nearest' }),
      );
    } else if (event.key === 'Enter' && options[active]) {
      this.choose(options[active]);
    } else if (event.key === 'Tab' && !event.shiftKey && options[active]?.node && text) {
      const { path, leaf } = /** @type {Node} */ (options[active].node);
      const completed = leaf ? path : path + '.';
      if (completed === text) {
        return;
      }
      this.type(completed);
    } else if (event.key === 'Escape' && text) {
      this.type('');
    } else {
      return;
    }
    event.preventDefault();
  };

  render() {
    const { text, active } = this.state;
    const options = this.options();
    return html`
      <div class="search">
        <${Icon} name="search" />
        <input
          ref=${this.input}
          type="text"
          class="search-input"
          placeholder="Find a metric"
          aria-label="Find a metric"
          role="combobox"
          aria-expanded=${String(Boolean(text))}
          aria-controls="hits"
          aria-autocomplete="list"
          aria-activedescendant=${options.length ? `hit-${active}` : undefined}
          autocomplete="off"
          autocapitalize="off"
          spellcheck=${false}
          value=${text}
          onInput=${(/** @type {any} */ event) => this.type(event.target.value)}
          onKeyDown=${this.keyPressed}
        />
        ${text
          ? html`<button class="quiet" aria-label="Clear the search" onClick=${() => this.type('')}>
              <${Icon} name="close" />
            </button>`
          : html`<kbd>/</kbd>`}
      </div>
      ${text.trim() && this.hits(options)}
    `;
  }

  /** @param {{text?: string, node?: Node}[]} options */
  hits(options) {
    const { hits, active, error, busy, asked } = this.state;
    return html`
      <ul id="hits" class="hits scrolls" role="listbox" aria-label="Matches" aria-busy=${String(busy)}>
        ${options.map((option, index) => this.option(option, index, index === active))}
      </ul>
      <p class="hint" role="status">
        ${error
          ? error
          : busy && !options.length
            ? 'Searching …'
            : !options.length
              ? 'Nothing found, nor anything near it. * ? [a-z] {a,b} are understood.'
              : hits.length > SHOWN
                ? `The first ${SHOWN} of ${hits.length}: type on to narrow them.`
                : asked && html`<kbd>↑</kbd> <kbd>↓</kbd> choose, <kbd>Enter</kbd> add, <kbd>Esc</kbd> close`}
      </p>
    `;
  }

  /** @param {{text?: string, node?: Node}} option @param {number} index @param {boolean} active */
  option(option, index, active) {
    const { node } = option;
    const path = node ? node.path : String(option.text);
    const chosen = this.props.selected.has(path) && (!node || node.leaf);
    const [before, match, after] = node ? cutAtMatch(path, this.state.text) : [path, '', ''];
    return html`
      <li
        id=${`hit-${index}`}
        key=${index}
        role="option"
        class=${'row' + (active ? ' active' : '') + (chosen ? ' chosen' : '')}
        aria-selected=${String(active)}
        title=${path}
        onMouseDown=${(/** @type {Event} */ event) => event.preventDefault()}
        onClick=${() => this.setState({ active: index }, () => this.choose(option))}
      >
        <${Icon} name=${chosen ? 'check' : node && !node.leaf ? 'branch' : node ? 'leaf' : 'plus'} />
        <span class="name">
          ${node ? '' : 'Add '}${before}<mark>${match}</mark>${after}${node && !node.leaf ? '.' : ''}
        </span>
      </li>
    `;
  }
}
