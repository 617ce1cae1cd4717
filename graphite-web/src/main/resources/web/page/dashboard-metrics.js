// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The metrics beside a dashboard: all of them, or by the fields of a naming scheme.

import { Component, html } from './libraries.js';
import { expand } from './api.js';
import { MetricFields, MOST_AT_ONCE } from './dashboard-fields.js';
import { SearchBox } from './search.js';
import { MetricTree } from './tree.js';

/** @import { Settings } from './dashboard-state.js' */

/** Chooses among all metrics, whatever they are called. */
const EVERYTHING = 'Everything';

/**
 * Properties: `settings` (undefined until known), `selected` (set of metrics that are a graph of their own),
 * `onToggle(text)`, `onAdd(paths)`, `onRemove(paths)`, `onFailure(message)`, `onFocusWanted()`, `onClose()`.
 */
export class MetricChooser extends Component {
  state = {
    searching: false,
    /** Name of the scheme metrics are chosen by. */
    scheme: EVERYTHING,
    /** Values of fields, by name. */
    fields: /** @type {Record<string, string>} */ ({}),
  };

  /** @param {any} before */
  componentDidUpdate(before) {
    if (before.settings !== this.props.settings) {
      this.recall(this.props.settings);
    }
  }

  /** Chooses what the address says, or this browser remembers. @param {Settings} settings */
  recall(settings) {
    const query = new URLSearchParams(location.search);
    const wanted = query.get('metricType') ?? remembered('metricType');
    const scheme = settings.schemes.find(({ name }) => name === wanted);
    const fields = Object.fromEntries(
      (scheme?.fields ?? []).map(({ name }) => [name, query.get(name) ?? remembered(`field ${scheme?.name} ${name}`)]),
    );
    this.setState({ scheme: scheme?.name ?? EVERYTHING, fields });
  }

  /** The scheme that is chosen; nothing for all metrics. @param {string} [wanted] */
  scheme(wanted = this.state.scheme) {
    return /** @type {Settings | undefined} */ (this.props.settings)?.schemes.find(({ name }) => name === wanted);
  }

  /** @param {string} name of a scheme */
  choose = (name) => {
    remember('metricType', name);
    const fields = (this.scheme(name)?.fields ?? []).map((field) => [field.name, remembered(`field ${name} ${field.name}`)]);
    this.setState({ scheme: name, fields: Object.fromEntries(fields) });
  };

  /** @param {string} field @param {string} value */
  fill = (field, value) => {
    remember(`field ${this.state.scheme} ${field}`, value);
    this.setState({ fields: { ...this.state.fields, [field]: value } });
  };

  render() {
    const scheme = this.scheme();
    return html`
      <nav id="sidebar" aria-label="Metrics"
        onKeyDown=${(/** @type {KeyboardEvent} */ event) =>
          event.key === 'Escape' && !event.defaultPrevented && this.props.onClose()}>
        ${this.schemes()} ${scheme ? this.fields(scheme) : this.anyMetric()}
      </nav>
    `;
  }

  /** The choice of a scheme, if there is any. */
  schemes() {
    const names = this.props.settings?.schemes.map((/** @type {any} */ { name }) => name) ?? [];
    const { scheme } = this.state;
    return names.length
      ? html`<label class="schemes">
          <span>Metric type</span>
          <select name="metricType" value=${scheme} onChange=${(/** @type {any} */ event) => this.choose(event.target.value)}>
            ${[EVERYTHING, ...names].map(
              (name) => html`<option key=${name} value=${name} selected=${name === scheme}>${name}</option>`,
            )}
          </select>
        </label>`
      : null;
  }

  /** @param {any} scheme */
  fields(scheme) {
    const { settings, selected, onToggle, onAdd, onRemove } = this.props;
    return html`<${MetricFields}
      key=${scheme.name}
      scheme=${scheme}
      values=${this.state.fields}
      automatic=${settings.automaticVariants}
      delay=${settings.autocompleteDelay}
      selected=${selected}
      onValue=${this.fill}
      onToggle=${onToggle}
      onAdd=${onAdd}
      onRemove=${onRemove}
    />`;
  }

  anyMetric() {
    const { selected, onToggle, onAdd, onFocusWanted, onFailure } = this.props;
    return html`<${SearchBox}
        selected=${selected}
        onToggle=${onToggle}
        onText=${(/** @type {string} */ text) => this.setState({ searching: Boolean(text.trim()) })}
        onFocusWanted=${onFocusWanted}
      />
      <${MetricTree} selected=${selected} hidden=${this.state.searching} onToggle=${onToggle}
        onCount=${() => {}}
        onAll=${async (/** @type {string} */ branch, /** @type {boolean} */ below) => {
          try {
            onAdd((await expand(branch + (below ? '.**' : '.*'))).slice(0, MOST_AT_ONCE));
          } catch (failure) {
            onFailure(/** @type {Error} */ (failure).message);
          }
        }} />`;
  }
}

/** What this browser was told to remember. @param {string} name */
function remembered(name) {
  try {
    return localStorage.getItem(`dashboard ${name}`) ?? '';
  } catch {
    return '';
  }
}

/** @param {string} name @param {string} value */
function remember(name, value) {
  try {
    localStorage.setItem(`dashboard ${name}`, value);
  } catch {
    // Storage is forbidden here: the choice lasts as long as the page.
  }
}
