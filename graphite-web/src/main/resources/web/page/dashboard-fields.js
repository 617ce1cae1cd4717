// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// Choosing metrics by the fields of a naming scheme, as dashboard.conf describes them.

import { Component, html } from './libraries.js';
import { complete, expand } from './api.js';
import { Icon } from './icons.js';
import { filledUpTo, variants } from './dashboard-state.js';

/** @import { Scheme } from './dashboard-state.js' */
/** @import { Node } from './completion.js' */

/** So many metrics are shown. */
const SHOWN = 200;
/** So many graphs are added or taken away at once. */
export const MOST_AT_ONCE = 100;

/**
 * Properties: `scheme`, `values` (of its fields, by name), `automatic` (whether `a,b` means `{a,b}`), `delay` (milliseconds
 * from a key to the completion), `selected` (set of target texts), `onValue(field, value)`, `onToggle(text)`,
 * `onAdd(paths)`, `onRemove(paths)`, `keys` (keys that add and remove all).
 */
export class MetricFields extends Component {
  state = {
    text: '',
    found: /** @type {Node[]} */ ([]),
    choices: /** @type {Record<string, string[]>} */ ({}),
    error: '',
  };
  /** @type {AbortController | undefined} */
  asking;
  /** @type {number | undefined} */
  timer;
  asked = '';

  componentDidMount() {
    this.ask();
  }

  componentDidUpdate() {
    this.ask();
  }

  componentWillUnmount() {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  /** What the fields and the text ask for. */
  pattern() {
    const { scheme, values, automatic } = this.props;
    const base = filledUpTo(scheme, values, undefined, automatic).replace(/\.+$/, '');
    const text = variants(this.state.text, automatic);
    return scheme.pattern.endsWith('.') ? `${base}.${text}*` : text ? `${base}.${text}*` : base;
  }

  ask() {
    const pattern = this.pattern();
    if (pattern !== this.asked) {
      this.asked = pattern;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.find(pattern), this.props.delay);
    }
  }

  /** @param {string} pattern */
  async find(pattern) {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    try {
      const found = await complete(pattern, asking.signal);
      this.setState({ found, error: '' });
    } catch (failure) {
      if (!asking.signal.aborted) {
        this.setState({ found: [], error: /** @type {Error} */ (failure).message });
      }
    }
  }

  /** Asks which values a field may have. @param {string} field */
  async offer(field) {
    const { scheme, values, automatic } = this.props;
    const path = filledUpTo(scheme, values, field, automatic);
    try {
      const nodes = await complete(path + '*', new AbortController().signal);
      const names = [...new Set(nodes.map(({ name }) => name))].slice(0, SHOWN);
      this.setState({ choices: { ...this.state.choices, [field]: names } });
    } catch {
      // without an offer a value can be typed all the same
    }
  }

  /** All that matches, added or taken away. @param {(paths: string[]) => void} what */
  async all(what) {
    try {
      what((await expand(this.pattern())).slice(0, MOST_AT_ONCE));
    } catch (failure) {
      this.setState({ error: /** @type {Error} */ (failure).message });
    }
  }

  /** @param {Node} node */
  choose({ path, name, leaf }) {
    if (leaf) {
      this.props.onToggle(path);
    } else {
      const { text } = this.state;
      this.setState({ text: text.slice(0, text.lastIndexOf('.') + 1) + name + '.' });
    }
  }

  keyPressed = (/** @type {KeyboardEvent} */ event) => {
    const { onAdd, onRemove } = this.props;
    if (event.altKey && event.key === 'Enter') {
      this.all(onAdd);
    } else if (event.altKey && event.key === 'Backspace') {
      this.all(onRemove);
    } else {
      return;
    }
    event.preventDefault();
  };

  render() {
    const { scheme, values, selected, onAdd, onRemove } = this.props;
    const { text, found, choices, error } = this.state;
    return html`<div class="metric-fields">
      ${scheme.fields.map(
        (/** @type {{name: string, label: string}} */ { name, label }) => html`<label key=${name}>
          <span>${label}</span>
          <input type="text" class="code" name=${`field-${name}`} list=${`choices-${name}`} placeholder="*" autocomplete="off"
            spellcheck=${false} value=${values[name] ?? ''}
            onFocus=${() => this.offer(name)}
            onChange=${(/** @type {any} */ event) => this.props.onValue(name, event.target.value.trim())} />
          <datalist id=${`choices-${name}`}>${(choices[name] ?? []).map((choice) => html`<option key=${choice} value=${choice} />`)}</datalist>
        </label>`,
      )}
      <label>
        <span>Metric</span>
        <input type="text" class="code" name="field-metric" autocomplete="off" spellcheck=${false} value=${text}
          onInput=${(/** @type {any} */ event) => this.setState({ text: event.target.value })} onKeyDown=${this.keyPressed} />
      </label>
      ${error && html`<p class="error" role="alert">${error}</p>`}
      <span class="copies">
        <button title="A graph of each metric that matches (Alt+Enter)" onClick=${() => this.all(onAdd)}><${Icon} name="plus" />Add all</button>
        <button title="Take away the graphs of all that match (Alt+Backspace)" onClick=${() => this.all(onRemove)}><${Icon} name="trash" />Remove all</button>
      </span>
      <ul class="found" aria-label="Metrics that match">
        ${found.slice(0, SHOWN).map(
          (node) => html`<li key=${node.path + node.leaf}>
            <button class="quiet" data-found=${node.path} aria-pressed=${node.leaf ? String(selected.has(node.path)) : undefined}
              onClick=${() => this.choose(node)}>${node.path}${node.leaf ? '' : '.'}</button>
          </li>`,
        )}
        ${found.length > SHOWN && html`<li class="hint">and ${found.length - SHOWN} more</li>`}
      </ul>
    </div>`;
  }
}
