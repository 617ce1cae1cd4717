// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The window that finds, opens and deletes dashboards and templates.

import { Component, html } from './libraries.js';
import { deleteDashboard, findDashboards } from './api.js';
import { Dialog } from './dialog.js';
import { Icon } from './icons.js';

/** @typedef {'dashboard' | 'template'} Kind */

/** Properties: `current` (name of the open one), `mayEdit` (whether to delete), `onOpen(path)`, `onDeleted(kind, name)`, `onClose()`. */
export class FindDialog extends Component {
  state = {
    names: /** @type {Record<Kind, string[]> | undefined} */ (undefined),
    text: '',
    /** The template whose value is asked for. */
    template: '',
    value: '',
    doomed: '',
    error: '',
  };

  componentDidMount() {
    this.load();
  }

  load = async () => {
    try {
      const [dashboard, template] = await Promise.all([findDashboards('dashboard'), findDashboards('template')]);
      this.setState({ names: { dashboard, template }, doomed: '' });
    } catch (failure) {
      this.setState({ error: /** @type {Error} */ (failure).message });
    }
  };

  /** The first click asks, the second deletes. @param {Kind} kind @param {string} name */
  async remove(kind, name) {
    if (this.state.doomed !== `${kind} ${name}`) {
      this.setState({ doomed: `${kind} ${name}` });
      return;
    }
    try {
      await deleteDashboard(kind, name);
      this.props.onDeleted(kind, name);
      await this.load();
    } catch (failure) {
      this.setState({ error: /** @type {Error} */ (failure).message });
    }
  }

  /** @param {Kind} kind */
  found(kind) {
    const words = this.state.text.toLowerCase().split(/\s+/).filter(Boolean);
    const names = this.state.names?.[kind] ?? [];
    return names.filter((name) => words.every((word) => name.toLowerCase().includes(word)));
  }

  render() {
    const { names, text, error } = this.state;
    const [dashboards, templates] = [this.found('dashboard'), this.found('template')];
    const none = names && !names.dashboard.length && !names.template.length;
    return html`<${Dialog} title="Find a dashboard" onClose=${this.props.onClose}>
      <input
        type="text"
        class="filter"
        data-first
        aria-label="Find a dashboard"
        placeholder="Words of its name"
        autocomplete="off"
        spellcheck=${false}
        value=${text}
        onInput=${(/** @type {any} */ event) => this.setState({ text: event.target.value })}
        onKeyDown=${(/** @type {KeyboardEvent} */ event) =>
          event.key === 'Enter' && dashboards[0] && this.props.onOpen(dashboards[0])}
      />
      ${error && html`<p class="error" role="alert"><${Icon} name="warning" />${error}</p>`}
      <ul class="entries">
        ${dashboards.map((name) => this.entry('dashboard', name))}
      </ul>
      ${templates.length > 0 &&
      html`<h3>Templates</h3>
        <ul class="entries">${templates.map((name) => this.entry('template', name))}</ul>`}
      ${names && !dashboards.length && !templates.length &&
      html`<p class="hint">${none ? 'No dashboard is saved yet.' : 'No dashboard has these words in its name.'}</p>`}
    <//>`;
  }

  /** @param {Kind} kind @param {string} name */
  entry(kind, name) {
    const { doomed, template, value } = this.state;
    const asked = kind === 'template' && template === name;
    const open = () => (kind === 'template' ? this.setState({ template: name, value: '' }) : this.props.onOpen(name));
    return html`<li key=${name}>
      <div class="entry">
        <button class="open" data-open=${name} aria-current=${name === this.props.current ? 'true' : undefined} onClick=${open}>
          <${Icon} name=${kind === 'template' ? 'branch' : 'grid'} /><span class="name">${name}</span>
        </button>
        ${this.props.mayEdit &&
        html`<span class="copies">
          <button aria-label=${`Delete ${name}`} data-delete=${name} onClick=${() => this.remove(kind, name)}>
            ${doomed === `${kind} ${name}` ? 'Really delete' : 'Delete'}
          </button>
        </span>`}
      </div>
      ${asked &&
      html`<form
        class="line"
        onSubmit=${(/** @type {Event} */ event) => {
          event.preventDefault();
          if (value.trim()) {
            this.props.onOpen(`${name}/${value.trim()}`);
          }
        }}
      >
        <input type="text" name="value" aria-label="Value" placeholder="Value, such as a host" autocomplete="off"
          ref=${(/** @type {any} */ field) => field?.focus()} value=${value}
          onInput=${(/** @type {any} */ event) => this.setState({ value: event.target.value })} />
        <span class="copies"><button type="submit">Open</button></span>
      </form>`}
    </li>`;
  }
}
