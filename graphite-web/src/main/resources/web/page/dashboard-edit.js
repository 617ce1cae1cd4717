// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The window that edits one graph of a dashboard: its targets, its title, its place.

import { Component, html } from './libraries.js';
import { complete } from './api.js';
import { unwrap } from './call.js';
import { isCall, patternsFor, rank } from './completion.js';
import { Dialog } from './dialog.js';
import { FunctionDialog } from './functions.js';
import { Icon } from './icons.js';

/** @import { Graph } from './dashboard-state.js' */

/** Milliseconds of rest before completions are asked for. */
const REST = 150;
/** Completions that are offered. */
const OFFERED = 20;

/**
 * Properties: `graph`, `onDone(graph)`, `onMove(-1 or 1)`, `onOptions()`, `onBreakOut(graph)`, `onClose()`.
 */
export class EditDialog extends Component {
  state = {
    targets: /** @type {string[]} */ (this.props.graph.targets),
    title: valueOf(this.props.graph, 'title'),
    added: '',
    offered: /** @type {string[]} */ ([]),
    functions: false,
  };
  /** @type {number | undefined} */
  timer;
  /** @type {AbortController | undefined} */
  request;

  componentWillUnmount() {
    clearTimeout(this.timer);
    this.request?.abort();
  }

  /** The graph as it stands in the window. @returns {Graph} */
  graph() {
    const { targets, title, added } = this.state;
    const { graph } = this.props;
    const others = graph.params.filter((/** @type {[string, string]} */ [name]) => name !== 'title');
    return {
      ...graph,
      targets: [...targets, added].map((target) => target.trim()).filter(Boolean),
      params: title.trim() ? [['title', title.trim()], ...others] : others,
    };
  }

  done = () => this.props.onDone(this.graph());

  /** @param {number} index @param {string[]} texts */
  replace(index, ...texts) {
    const { targets } = this.state;
    this.setState({ targets: [...targets.slice(0, index), ...texts, ...targets.slice(index + 1)] });
  }

  /** @param {string} text */
  typed(text) {
    this.setState({ added: text });
    clearTimeout(this.timer);
    this.request?.abort();
    this.timer = setTimeout(() => this.offer(text), REST);
  }

  /** @param {string} text */
  async offer(text) {
    if (!text.trim() || isCall(text)) {
      return;
    }
    const request = new AbortController();
    this.request = request;
    const found = [];
    try {
      for (const pattern of patternsFor(text).slice(0, 4)) {
        found.push(...(await complete(pattern, request.signal)));
        if (found.length >= OFFERED) {
          break;
        }
      }
    } catch {
      return; // a newer text was typed, or there is no answer: nothing is offered
    }
    const offered = rank(found, text).slice(0, OFFERED).map(({ path, leaf }) => (leaf ? path : path + '.*'));
    this.setState({ offered });
  }

  add = () => {
    const { added, targets } = this.state;
    if (added.trim()) {
      this.setState({ targets: [...targets, added.trim()], added: '', offered: [] });
    }
  };

  render() {
    const { onClose, onMove, onOptions, onBreakOut } = this.props;
    const { targets, title, added, offered, functions } = this.state;
    if (functions) {
      return html`<${FunctionDialog}
        targets=${targets}
        chosen=${targets.map((_, index) => index)}
        onApply=${(/** @type {string[]} */ texts) => this.setState({ targets: texts, functions: false })}
        onClose=${() => this.setState({ functions: false })}
      />`;
    }
    return html`<${Dialog}
      title="Edit the graph"
      wide=${true}
      onClose=${onClose}
      actions=${html`<button aria-label="Move earlier" title="Move earlier" onClick=${() => onMove(-1)}><${Icon} name="earlier" /></button>
        <button aria-label="Move later" title="Move later" onClick=${() => onMove(1)}><${Icon} name="later" /></button>
        <button onClick=${onClose}>Cancel</button>
        <button class="primary" data-action="done" onClick=${this.done}>Done</button>`}
    >
      <div class="fields">
        <label class="wide">
          Title
          <input type="text" name="title" placeholder=${targets[0] ?? ''} autocomplete="off" value=${title}
            onInput=${(/** @type {any} */ event) => this.setState({ title: event.target.value })}
            onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === 'Enter' && this.done()} />
        </label>
      </div>
      <h3>Targets</h3>
      <ol class="edited">
        ${targets.map((text, index) => html`<li key=${index}>${this.row(text, index)}</li>`)}
        <li>
          <input
            type="text"
            class="code"
            name="new-target"
            data-first
            list="offered"
            aria-label="New target"
            placeholder="Add a metric, a pattern or a function"
            autocomplete="off"
            autocapitalize="off"
            spellcheck=${false}
            value=${added}
            onInput=${(/** @type {any} */ event) => this.typed(event.target.value)}
            onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === 'Enter' && this.add()}
          />
          <datalist id="offered">${offered.map((path) => html`<option key=${path} value=${path} />`)}</datalist>
          <button class="quiet" aria-label="Add the target" title="Add" onClick=${this.add}><${Icon} name="plus" /></button>
        </li>
      </ol>
      <div class="copies">
        <button data-action="function" disabled=${!targets.length} onClick=${() => this.setState({ functions: true })}>
          <${Icon} name="function" />Function
        </button>
        <button data-action="options" onClick=${() => onOptions(this.graph())}><${Icon} name="options" />Options</button>
        <button data-action="break-out" disabled=${!targets.length} title="A graph of its own for each metric that matches"
          onClick=${() => onBreakOut(this.graph())}><${Icon} name="split" />Break out</button>
      </div>
    <//>`;
  }

  /** @param {string} text @param {number} index */
  row(text, index) {
    const inner = unwrap(text);
    return html`
      <input
        type="text"
        class="code"
        aria-label=${`Target ${index + 1}`}
        spellcheck=${false}
        autocomplete="off"
        value=${text}
        onInput=${(/** @type {any} */ event) => this.replace(index, event.target.value)}
        onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === 'Enter' && this.done()}
      />
      ${inner.length > 0 && inner[0] !== text &&
      html`<button class="quiet" title="Remove the outer function" aria-label=${`Remove the outer function of target ${index + 1}`}
        onClick=${() => this.replace(index, ...inner)}><${Icon} name="unwrap" /></button>`}
      ${index > 0 &&
      html`<button class="quiet up" title="Move up" aria-label=${`Move target ${index + 1} up`}
        onClick=${() => this.swap(index)}><${Icon} name="later" /></button>`}
      <button class="quiet" title="Remove" aria-label=${`Remove target ${index + 1}`} onClick=${() => this.replace(index)}>
        <${Icon} name="close" />
      </button>
    `;
  }

  /** @param {number} index */
  swap(index) {
    const targets = [...this.state.targets];
    [targets[index - 1], targets[index]] = [targets[index], targets[index - 1]];
    this.setState({ targets });
  }
}

/** @param {Graph} graph @param {string} wanted */
function valueOf(graph, wanted) {
  return graph.params.find(([name]) => name === wanted)?.[1] ?? '';
}
