// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// Addresses to take away: of the image, of its data, of this page.

import { Component, html } from './libraries.js';
import { Icon } from './icons.js';

/** Milliseconds a button says that it copied. */
const THANKS = 1600;
const SHORT = 'Short';

/**
 * Properties: `urls`, a map from label to absolute address, the first is shown; `shorten()` gives a short one;
 * `disabled`.
 */
export class ShareBar extends Component {
  state = { copied: '', shown: '', short: '', of: '', error: '' };
  /** @type {number | undefined} */
  timer;

  componentWillUnmount() {
    clearTimeout(this.timer);
  }

  /** @param {string} label @param {string} url */
  async copy(label, url) {
    const copied = await copyText(url);
    clearTimeout(this.timer);
    this.setState({ shown: label, copied: copied ? label : '' });
    this.timer = setTimeout(() => this.setState({ copied: '' }), THANKS);
  }

  shorten = async () => {
    const { shorten, urls } = this.props;
    try {
      const short = await shorten();
      this.setState({ short, of: urls.Page, error: '' });
      await this.copy(SHORT, short);
    } catch (failure) {
      this.setState({ error: /** @type {Error} */ (failure).message });
    }
  };

  render() {
    const given = /** @type {Record<string, string>} */ (this.props.urls);
    const { short, of, error } = this.state;
    const urls = short && of === given.Page ? { ...given, [SHORT]: short } : given;
    const { disabled } = this.props;
    const shown = this.state.shown in urls ? this.state.shown : Object.keys(urls)[0];
    return html`
      <section class="panel share" aria-label="Addresses">
        <input
          type="text"
          class="code"
          readonly
          aria-label=${`${shown} URL`}
          placeholder="The address of the graph"
          disabled=${disabled}
          value=${disabled ? '' : urls[shown]}
          onFocus=${(/** @type {any} */ event) => event.target.select()}
        />
        <div class="copies" role="group" aria-label="Copy">
          ${Object.entries(given).map(
            ([label, url]) => html`<button
              key=${label}
              data-copy=${label}
              title=${`Copy the ${label} URL`}
              disabled=${disabled}
              onClick=${() => this.copy(label, url)}
            >
              <${Icon} name=${this.state.copied === label ? 'check' : 'copy'} />${label}
            </button>`,
          )}
          <button data-copy=${SHORT} title="Make a short address and copy it" disabled=${disabled} onClick=${this.shorten}>
            <${Icon} name=${this.state.copied === SHORT ? 'check' : 'link'} />${SHORT}
          </button>
          <a href=${disabled ? undefined : urls[shown]} target="_blank" rel="noopener">Open</a>
        </div>
        ${error && html`<p class="error" role="alert"><${Icon} name="warning" />${error}</p>`}
        <span class="sr-only" role="status">${this.state.copied && `${this.state.copied} URL copied`}</span>
      </section>
    `;
  }
}

/** A line to type into a terminal, with a button that copies it. */
export class Command extends Component {
  state = { copied: false };

  render() {
    const { text } = this.props;
    return html`<div class="command">
      <code>${text}</code>
      <button
        class="quiet"
        aria-label="Copy the command"
        title="Copy the command"
        onClick=${async () => this.setState({ copied: await copyText(text) })}
      >
        <${Icon} name=${this.state.copied ? 'check' : 'copy'} />
      </button>
    </div>`;
  }
}

/**
 * Copies also where the page came over plain http, for which browsers withhold the clipboard.
 * @param {string} text
 * @returns {Promise<boolean>} whether it worked
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'sr-only';
    document.body.append(field);
    field.select();
    const copied = document.execCommand('copy');
    field.remove();
    return copied;
  }
}
