// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The form of one event.

import { Component, html } from './libraries.js';

/** @import { Event } from './api.js' */

/** Properties: `event` (of a new one only the id, which is 0), `onSave(event)`, `onCancel()`. */
export class EventForm extends Component {
  state = fieldsOf(this.props.event);

  /** @param {any} submitted */
  save = (submitted) => {
    submitted.preventDefault();
    const { what, tags, data, when, end } = this.state;
    this.props.onSave({
      what,
      data,
      tags: tags.split(/\s+/).filter(Boolean),
      ...(when && { when: secondsOf(when) }),
      end: end ? secondsOf(end) : null,
    });
  };

  render() {
    const isNew = !this.props.event.id;
    return html`
      <section class="panel" aria-label=${isNew ? 'New event' : 'Event'}>
        <h2>${isNew ? 'New event' : 'Change the event'}</h2>
        <form class="form" onSubmit=${this.save}>
          ${this.field('what', 'What', 'text', true)} ${this.field('tags', 'Tags, with blanks between', 'text')}
          ${this.field('when', 'When (empty: now)', 'datetime-local')}
          ${this.field('end', 'Until (if it lasted)', 'datetime-local')}
          <label class="wide">
            Details
            <textarea
              name="data"
              maxlength="65536"
              value=${this.state.data}
              onInput=${(/** @type {any} */ event) => this.setState({ data: event.target.value })}
            ></textarea>
          </label>
          <div class="copies">
            <button class="primary" type="submit">Save</button>
            <button type="button" onClick=${this.props.onCancel}>Cancel</button>
          </div>
        </form>
      </section>
    `;
  }

  /**
   * @param {'what' | 'tags' | 'when' | 'end'} name
   * @param {string} label
   * @param {string} type
   * @param {boolean} [required]
   */
  field(name, label, type, required = false) {
    return html`<label>
      ${label}
      <input
        type=${type}
        step=${type === 'text' ? undefined : '1'}
        name=${name}
        required=${required}
        maxlength=${name === 'what' ? '255' : undefined}
        autocomplete="off"
        value=${this.state[name]}
        onInput=${(/** @type {any} */ event) => this.setState({ [name]: event.target.value })}
      />
    </label>`;
  }
}

/** @param {Partial<Event>} event */
function fieldsOf({ what = '', tags = [], data = '', when, end }) {
  return { what, tags: tags.join(' '), data, when: localOf(when), end: localOf(end) };
}

/** What a field for a local time holds. @param {number | undefined} seconds since the epoch */
export function localOf(seconds) {
  if (seconds === undefined) {
    return '';
  }
  const date = new Date(seconds * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 19);
}

/** Seconds since the epoch. @param {string} local */
export function secondsOf(local) {
  return Math.floor(new Date(local).getTime() / 1000);
}
