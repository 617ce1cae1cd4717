// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// Saved graphs: the window that opens one, or the graph of any render address.

import { Component, html } from './libraries.js';
import { deleteGraph, savedGraphs } from './api.js';
import { mayEdit, whoAmI } from './account.js';
import { Dialog } from './dialog.js';
import { Icon } from './icons.js';

/** @import { SavedGraph } from './api.js' */

/** Properties: `onOpen(query)`, `onClose()`. */
export class OpenDialog extends Component {
  state = {
    graphs: /** @type {SavedGraph[] | undefined} */ (undefined),
    url: '',
    error: '',
    doomed: '',
    owner: 'default',
    mayEdit: false,
  };

  componentDidMount() {
    this.load();
  }

  load = async () => {
    try {
      const who = await whoAmI();
      this.setState({ graphs: await savedGraphs(), doomed: '', owner: who.user ?? 'default', mayEdit: mayEdit(who) });
    } catch (failure) {
      this.setState({ error: /** @type {Error} */ (failure).message });
    }
  };

  openUrl = (/** @type {Event} */ event) => {
    event.preventDefault();
    const query = queryOf(this.state.url);
    if (query) {
      this.props.onOpen(query);
    } else {
      this.setState({ error: 'This address names no target (expected: …/render?target=…).' });
    }
  };

  /** The first click asks, the second deletes. @param {string} name */
  async remove(name) {
    if (this.state.doomed !== name) {
      this.setState({ doomed: name });
      return;
    }
    try {
      await deleteGraph(name);
      await this.load();
    } catch (failure) {
      this.setState({ error: /** @type {Error} */ (failure).message });
    }
  }

  render() {
    const { graphs, url, error, doomed, owner: mine } = this.state;
    return html`<${Dialog} title="Open a graph" onClose=${this.props.onClose}>
      <form class="line" onSubmit=${this.openUrl}>
        <input
          type="text"
          class="code"
          name="url"
          data-first
          aria-label="Address of a graph"
          placeholder="Paste the address of a graph: …/render?target=…"
          autocomplete="off"
          spellcheck=${false}
          value=${url}
          onInput=${(/** @type {any} */ event) => this.setState({ url: event.target.value, error: '' })}
        />
        <span class="copies"><button type="submit">Open</button></span>
      </form>
      ${error && html`<p class="error" role="alert"><${Icon} name="warning" />${error}</p>`}
      <ul class="entries">
        ${graphs?.map(
          ({ owner, name, url: address }) => html`<li key=${owner + '/' + name} class="entry">
            <button class="open" data-graph=${name} onClick=${() => this.props.onOpen(queryOf(address))}>
              <${Icon} name="chart" /><span class="name">${name}</span>${owner !== 'default' && html`<em>${owner}</em>`}
            </button>
            ${owner === mine && this.state.mayEdit &&
            html`<span class="copies">
              <button aria-label=${`Delete ${name}`} onClick=${() => this.remove(name)}>
                ${doomed === name ? 'Really delete' : 'Delete'}
              </button>
            </span>`}
          </li>`,
        )}
      </ul>
      ${graphs && !graphs.length && html`<p class="hint">No graph is saved yet${this.state.mayEdit ? ': Save keeps the one you see.' : '.'}</p>`}
    <//>`;
  }
}

/** The parameters of an address that has targets. @param {string} address */
export function queryOf(address) {
  const query = /\?([^#]*)/.exec(address.trim())?.[0] ?? '';
  const parameters = new URLSearchParams(query);
  return parameters.has('target') || parameters.has('target[]') ? query : '';
}
