// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The window that applies a function: what there is comes from the server's own list.

import { Component, html } from './libraries.js';
import { functions } from './api.js';
import { applied, askedParameters, combines, examples, summary, takesTargets } from './call.js';
import { Dialog } from './dialog.js';
import { Icon } from './icons.js';

/** @import { Description, Parameter } from './call.js' */

/** Properties: `targets` (texts), `chosen` (places chosen at first), `onApply(texts)`, `onClose()`. */
export class FunctionDialog extends Component {
  state = {
    all: /** @type {Description[] | undefined} */ (undefined),
    error: '',
    text: '',
    picked: /** @type {Description | undefined} */ (undefined),
    values: /** @type {Record<string, string>} */ ({}),
    chosen: new Set(/** @type {number[]} */ (this.props.chosen)),
  };

  async componentDidMount() {
    try {
      this.setState({ all: await functions() }, focusFirst);
    } catch (failure) {
      this.setState({ error: /** @type {Error} */ (failure).message });
    }
  }

  /** @param {Description} picked */
  pick = (picked) => this.setState({ picked, values: {} }, focusFirst);

  /** What is missing before the function can be applied. */
  missing() {
    const { picked, values, chosen } = this.state;
    if (!picked) {
      return 'Pick a function.';
    }
    if (takesTargets(picked) && !chosen.size) {
      return 'Choose a target to apply it to.';
    }
    const lacking = askedParameters(picked).find(({ name, required, default: given }) =>
      required && given === undefined && !values[name]?.trim());
    return lacking ? `${lacking.name} is needed.` : '';
  }

  outcome() {
    const { picked, values, chosen } = this.state;
    return picked && !this.missing() ? applied(this.props.targets, chosen, picked, values) : undefined;
  }

  apply = (/** @type {Event} */ event) => {
    event.preventDefault();
    const texts = this.outcome();
    if (texts) {
      this.props.onApply(texts);
    }
  };

  render() {
    const { picked, all, error } = this.state;
    const { onClose } = this.props;
    return html`<${Dialog}
      title=${picked ? picked.name : 'Apply a function'}
      wide=${true}
      onClose=${onClose}
      actions=${picked &&
      html`<button onClick=${() => this.setState({ picked: undefined }, focusFirst)}>Other function</button>
        <button class="primary" disabled=${Boolean(this.missing())} onClick=${this.apply}>Apply</button>`}
    >
      ${error && html`<p class="error" role="alert"><${Icon} name="warning" />${error}</p>`}
      ${picked ? this.form(picked) : all && this.list(all)}
    <//>`;
  }

  /** @param {Description[]} all */
  list(all) {
    const { text } = this.state;
    const word = text.trim().toLowerCase();
    const found = all.filter(
      (one) => one.name.toLowerCase().includes(word) || (word.length > 2 && summary(one).toLowerCase().includes(word)),
    );
    const groups = [...new Set(found.map(({ group }) => group))];
    return html`
      <input
        type="text"
        class="filter"
        data-first
        aria-label="Find a function"
        placeholder="Find a function"
        autocomplete="off"
        spellcheck=${false}
        value=${text}
        onInput=${(/** @type {any} */ event) => this.setState({ text: event.target.value })}
        onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === 'Enter' && found[0] && this.pick(bestOf(found, word))}
      />
      ${groups.map(
        (group) => html`<section class="function-group" key=${group}>
          <h3>${group}</h3>
          <ul>
            ${found
              .filter((one) => one.group === group)
              .map(
                (one) => html`<li key=${one.name}>
                  <button class="code" title=${summary(one)} data-function=${one.name} onClick=${() => this.pick(one)}>
                    ${one.name}
                  </button>
                </li>`,
              )}
          </ul>
        </section>`,
      )}
      ${!found.length && html`<p class="hint">No function of that name.</p>`}
    `;
  }

  /** @param {Description} picked */
  form(picked) {
    const asked = askedParameters(picked);
    const texts = this.outcome();
    const missing = this.missing();
    return html`
      <p class="about">${summary(picked)}</p>
      ${takesTargets(picked) && this.targetChoice(picked)}
      <form class="fields" onSubmit=${this.apply}>
        ${asked.map((parameter, index) => this.field(parameter, index === 0))}
        <button type="submit" class="sr-only" tabindex="-1">Apply</button>
      </form>
      <h3>Becomes</h3>
      <ul class="preview code" aria-live="polite">
        ${texts ? texts.map((text, index) => html`<li key=${index}>${text}</li>`) : html`<li class="hint">${missing}</li>`}
      </ul>
      ${examples(picked).length > 0 &&
      html`<h3>Examples</h3>
        <ul class="preview code">${examples(picked).map((example) => html`<li key=${example}>${example}</li>`)}</ul>`}
    `;
  }

  /** @param {Description} picked */
  targetChoice(picked) {
    const { chosen } = this.state;
    return html`
      <h3>${combines(picked) ? 'All of these in one call' : 'Each of these'}</h3>
      <ul class="choices">
        ${this.props.targets.map(
          (/** @type {string} */ text, /** @type {number} */ index) => html`<li key=${index}>
            <label>
              <input
                type="checkbox"
                checked=${chosen.has(index)}
                onChange=${() => this.setState({ chosen: chosen.symmetricDifference(new Set([index])) })}
              />
              <span class="code name">${text}</span>
            </label>
          </li>`,
        )}
      </ul>
    `;
  }

  /** @param {Parameter} parameter @param {boolean} first */
  field(parameter, first) {
    const { name, type, required, multiple, default: given } = parameter;
    const { values } = this.state;
    const choices = parameter.options ?? (type === 'boolean' ? ['true', 'false'] : undefined);
    const set = (/** @type {any} */ event) => this.setState({ values: { ...values, [name]: event.target.value } });
    const id = `suggestions-${name}`;
    return html`<label key=${name}>
      <span>${name} <em>${type}${multiple ? ', several with commas' : ''}${required ? '' : ', may be left out'}</em></span>
      ${choices
        ? html`<select name=${name} data-first=${first ? '' : undefined} value=${values[name] ?? ''} onChange=${set}>
            <option value="">${given === undefined ? '–' : `${given} (default)`}</option>
            ${choices.map((choice) => html`<option key=${choice} value=${String(choice)}>${String(choice)}</option>`)}
          </select>`
        : html`<input
              type="text"
              class="code"
              name=${name}
              data-first=${first ? '' : undefined}
              list=${parameter.suggestions ? id : undefined}
              placeholder=${given === undefined ? '' : `${given} (default)`}
              autocomplete="off"
              spellcheck=${false}
              value=${values[name] ?? ''}
              onInput=${set}
            />
            ${parameter.suggestions &&
            html`<datalist id=${id}>
              ${parameter.suggestions.map((value) => html`<option key=${value} value=${String(value)} />`)}
            </datalist>`}`}
    </label>`;
  }
}

function focusFirst() {
  /** @type {HTMLElement | null} */ (document.querySelector('dialog [data-first]'))?.focus();
}

/** The function meant by a word: one of that name, or that begins so. @param {Description[]} found @param {string} word */
function bestOf(found, word) {
  const name = (/** @type {Description} */ one) => one.name.toLowerCase();
  return found.find((one) => name(one) === word) ?? found.find((one) => name(one).startsWith(word)) ?? found[0];
}
