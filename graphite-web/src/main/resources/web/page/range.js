// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The bar above the graph: time range and refresh.

import { Component, html } from './libraries.js';
import { Icon } from './icons.js';
import { PRESETS, isPreset, slice } from './time.js';
import { REFRESH_CHOICES } from './url.js';

/**
 * Properties: `from`, `until`, `refresh`, `times` (first and last drawn now, if known), `loading`,
 * `onRange({from, until})`, `onRefresh(seconds)`, `onReload()`.
 */
export class RangeBar extends Component {
  state = { from: /** @type {string | undefined} */ (undefined), until: /** @type {string | undefined} */ (undefined) };

  commit = () => {
    const { from = this.props.from, until = this.props.until } = this.state;
    this.setState({ from: undefined, until: undefined });
    if (from.trim() !== this.props.from || until.trim() !== this.props.until) {
      this.props.onRange({ from: from.trim() || this.props.from, until: until.trim() });
    }
  };

  render() {
    const { from, until, times, onRange } = this.props;
    const move = (/** @type {number} */ first, /** @type {number} */ last) => () => onRange(slice(times, first, last));
    return html`
      <div class="range" role="toolbar" aria-label="Time range">
        <div class="segments presets" role="group" aria-label="Recent">
          ${PRESETS.map(
            ([label, start, words]) => html`<button
              key=${label}
              aria-label=${words}
              aria-pressed=${String(isPreset({ from, until }, start))}
              onClick=${() => onRange({ from: start, until: '' })}
            >
              ${label}
            </button>`,
          )}
        </div>
        <div class="free">
          ${this.field('from', 'From', '-24h')} ${this.field('until', 'Until', 'now')}
        </div>
        <div class="segments" role="group" aria-label="Move">
          ${this.moveButton('earlier', 'Earlier', move(-0.5, 0.5))}
          ${this.moveButton('widen', 'Wider', move(-0.5, 1.5))}
          ${this.moveButton('later', 'Later', move(0.5, 1.5))}
        </div>
        ${this.refreshControls()}
      </div>
    `;
  }

  refreshControls() {
    const { refresh, loading, onRefresh, onReload } = this.props;
    const choices = REFRESH_CHOICES.includes(refresh) ? REFRESH_CHOICES : [...REFRESH_CHOICES, refresh];
    return html`
      <div class="refresh">
        <button class=${'quiet' + (loading ? ' turning' : '')} aria-label="Refresh now" title="Refresh now"
          onClick=${onReload}>
          <${Icon} name="refresh" />
        </button>
        <select
          aria-label="Refresh by itself"
          title="Refresh by itself"
          value=${String(refresh)}
          onChange=${(/** @type {any} */ event) => onRefresh(Number(event.target.value))}
        >
          ${choices.map(
            (seconds) => html`<option key=${seconds} value=${String(seconds)} selected=${seconds === refresh}>
              ${seconds === 1 ? 'live' : seconds ? `every ${seconds} s` : 'by hand'}
            </option>`,
          )}
        </select>
      </div>
    `;
  }

  /** @param {'from' | 'until'} name @param {string} label @param {string} placeholder */
  field(name, label, placeholder) {
    return html`<label>
      <span>${label}</span>
      <input
        type="text"
        class="code"
        name=${name}
        placeholder=${placeholder}
        title="-90min, -2d, 16:30, 20261124, midnight, epoch seconds …"
        autocomplete="off"
        autocapitalize="off"
        spellcheck=${false}
        value=${this.state[name] ?? this.props[name]}
        onInput=${(/** @type {any} */ event) => this.setState({ [name]: event.target.value })}
        onKeyDown=${(/** @type {KeyboardEvent} */ event) =>
          event.key === 'Enter'
            ? this.commit()
            : event.key === 'Escape' && this.setState({ from: undefined, until: undefined })}
        onBlur=${this.commit}
      />
    </label>`;
  }

  /** @param {'earlier' | 'widen' | 'later'} icon @param {string} label @param {() => void} onClick */
  moveButton(icon, label, onClick) {
    return html`<button aria-label=${label} title=${label} disabled=${!this.props.times} onClick=${onClick}>
      <${Icon} name=${icon} />
    </button>`;
  }
}
