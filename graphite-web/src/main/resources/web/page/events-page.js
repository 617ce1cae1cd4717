// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The page of events: the list, newest first, what narrows it, and the form that adds and changes.

import { Component, html } from './libraries.js';
import { mayEdit, whoAmI } from './account.js';
import { changeEvent, createEvent, deleteEvent, events, pageUrl } from './api.js';
import { EventForm } from './event-form.js';
import { Header } from './header.js';
import { Icon } from './icons.js';
import { formatTime, zoneOf } from './time.js';

/** @import { Event } from './api.js' */

/** Events that are listed at once. */
const MOST = 1000;

export class EventsPage extends Component {
  state = {
    ...filterOf(location.search),
    events: /** @type {Event[] | undefined} */ (undefined),
    error: '',
    /** The event in the form: one that is there, or a new one with the id 0; nothing if there is no form. */
    edited: /** @type {Partial<Event> | undefined} */ (undefined),
    /** The event whose deletion waits for a second click. */
    doomed: 0,
    /** Whether who looks at it may change events; undefined until known. */
    mayEdit: /** @type {boolean | undefined} */ (undefined),
  };
  /** The event the address names. */
  chosen = Number(/\/events\/(\d+)\/?$/.exec(location.pathname)?.[1] ?? 0);

  componentDidMount() {
    whoAmI().then((who) => this.setState({ mayEdit: mayEdit(who) }));
    this.load();
  }

  load = async () => {
    const { tags, from, until } = this.state;
    try {
      const found = await events({ tags, from, until, limit: MOST });
      this.setState({ events: found.reverse(), error: '' });
    } catch (failure) {
      this.setState({ error: /** @type {Error} */ (failure).message });
    }
  };

  /** @param {Partial<{tags: string, from: string, until: string}>} change */
  filter = (change) =>
    this.setState(change, () => {
      const { tags, from, until } = this.state;
      const given = Object.entries({ tags, from, until }).filter(([, value]) => value.trim());
      const query = new URLSearchParams(given).toString();
      history.replaceState(null, '', location.pathname + (query && '?' + query));
      this.load();
    });

  /** @param {() => Promise<void>} change */
  async change(change) {
    try {
      await change();
      this.setState({ edited: undefined, doomed: 0, error: '' });
      await this.load();
    } catch (failure) {
      this.setState({ error: /** @type {Error} */ (failure).message });
    }
  }

  /** @param {object} event */
  save = (event) => {
    const { edited } = this.state;
    this.change(() => (edited?.id ? changeEvent(edited.id, event) : createEvent(event)));
  };

  /** The first click asks, the second deletes. @param {number} id */
  remove(id) {
    if (this.state.doomed === id) {
      this.change(() => deleteEvent(id));
    } else {
      this.setState({ doomed: id });
    }
  }

  render() {
    const { edited, error } = this.state;
    return html`
      <${Header} here="Events" onTheme=${() => this.setState({})} />
      <div class="events-body">
        <main id="main">
          ${this.filters()}
          ${error && html`<p class="error" role="alert"><${Icon} name="warning" />${error}</p>`}
          ${edited &&
          html`<${EventForm}
            key=${edited.id}
            event=${edited}
            onSave=${this.save}
            onCancel=${() => this.setState({ edited: undefined })}
          />`}
          ${this.list()}
        </main>
      </div>
    `;
  }

  mayEdit() {
    return this.state.mayEdit !== false;
  }

  filters() {
    return html`
      <section class="panel" aria-label="Filter">
        <div class="form">
          ${this.field('tags', 'Tags, any of them', 'all')} ${this.field('from', 'From', 'the beginning, -7d …')}
          ${this.field('until', 'Until', 'now')}
          <div class="copies">
            ${this.mayEdit() &&
            html`<button class="primary" data-action="add" onClick=${() => this.setState({ edited: { id: 0 } })}>
              <${Icon} name="plus" />Add an event
            </button>`}
            <button onClick=${this.load}><${Icon} name="refresh" />Refresh</button>
          </div>
        </div>
      </section>
    `;
  }

  /** @param {'tags' | 'from' | 'until'} name @param {string} label @param {string} placeholder */
  field(name, label, placeholder) {
    return html`<label>
      ${label}
      <input
        type="text"
        name=${name}
        placeholder=${placeholder}
        autocomplete="off"
        spellcheck=${false}
        value=${this.state[name]}
        onChange=${(/** @type {any} */ event) => this.filter({ [name]: event.target.value })}
      />
    </label>`;
  }

  list() {
    const { events, tags, from, until } = this.state;
    const filtered = [tags, from, until].some((text) => text.trim());
    if (!events) {
      return null;
    }
    return html`
      <section class="panel event-list" aria-label="Events">
        ${events.length
          ? html`<table>
              <thead>
                <tr><th scope="col">Time</th><th scope="col">What</th><th scope="col">Tags</th><th></th></tr>
              </thead>
              <tbody>
                ${events.map((event) => this.row(event))}
              </tbody>
            </table>`
          : html`<p class="none">${filtered ? 'No events that match.' : this.mayEdit() ? 'No events yet. Add one here, or send one: POST /events/ with a JSON object.' : 'No events yet.'}</p>`}
        ${events.length === MOST && html`<p class="none">Older events are not listed; narrow the time to see them.</p>`}
      </section>
    `;
  }

  /** @param {Event} event */
  row(event) {
    const { id, when, end, what, data, tags } = event;
    const zone = zoneOf(undefined);
    const doomed = this.state.doomed === id;
    return html`<tr key=${id} data-event=${id} class=${id === this.chosen ? 'chosen' : ''}>
      <td>
        <time>${formatTime(when, zone)}</time>
        ${end !== undefined && html`<br />– <time>${formatTime(end, zone)}</time>`}
      </td>
      <td class="text"><a href=${pageUrl(`events/${id}`)}>${what}</a>${data && html`<pre>${data}</pre>`}</td>
      <td>
        ${tags.map(
          (tag) => html`<button key=${tag} class="tag" onClick=${() => this.filter({ tags: tag })}>${tag}</button>`,
        )}
      </td>
      <td>
        ${this.mayEdit() &&
        html`<div class="copies">
          <button aria-label=${`Edit ${what}`} onClick=${() => this.setState({ edited: event })}>Edit</button>
          <button aria-label=${`Delete ${what}`} onClick=${() => this.remove(id)}>
            ${doomed ? 'Really delete' : 'Delete'}
          </button>
        </div>`}
      </td>
    </tr>`;
  }
}

/** @param {string} query */
function filterOf(query) {
  const parameters = new URLSearchParams(query);
  const value = (/** @type {string} */ name) => parameters.get(name) ?? '';
  return { tags: value('tags'), from: value('from'), until: value('until') };
}
