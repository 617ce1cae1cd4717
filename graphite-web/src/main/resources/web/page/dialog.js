// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// Windows over the page.

import { Component, createRef, html } from './libraries.js';
import { Icon } from './icons.js';

/**
 * Properties: `title`, `onClose()`, `children`, `actions` (buttons below), `wide`; with `sheet` it stands at
 * the side and the page stays in use.
 */
export class Dialog extends Component {
  /** @type {{current: any}} */
  element = createRef();

  componentDidMount() {
    const { sheet } = this.props;
    const dialog = this.element.current;
    this.opener = document.activeElement;
    sheet ? dialog.show() : dialog.showModal();
    dialog.querySelector('[data-first]')?.focus();
    dialog.querySelector('[data-first]')?.select?.();
  }

  /** The focus goes back to where it was. */
  componentWillUnmount() {
    const dialog = this.element.current;
    const within = dialog.contains(document.activeElement) || document.activeElement === document.body;
    dialog.close();
    if (within) {
      /** @type {HTMLElement | null} */ (this.opener)?.focus();
    }
  }

  /** Has the focus before the window opens. @type {Element | null} */
  opener = null;

  keyPressed = (/** @type {KeyboardEvent} */ event) => {
    event.stopPropagation();
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      this.props.onClose();
    }
  };

  render() {
    const { title, onClose, children, actions, wide, sheet } = this.props;
    return html`
      <dialog
        ref=${this.element}
        class=${'window' + (wide ? ' wide' : '') + (sheet ? ' sheet' : '')}
        aria-label=${title}
        onKeyDown=${this.keyPressed}
        onCancel=${(/** @type {Event} */ event) => {
          event.preventDefault();
          onClose();
        }}
        onMouseDown=${(/** @type {Event} */ event) => !sheet && event.target === this.element.current && onClose()}
      >
        <div class="frame">
          <header>
            <h2>${title}</h2>
            <button class="quiet" aria-label="Close" title="Close" onClick=${onClose}><${Icon} name="close" /></button>
          </header>
          <div class="content scrolls">${children}</div>
          ${actions && html`<footer class="copies">${actions}</footer>`}
        </div>
      </dialog>
    `;
  }
}

/** Asks before something is lost. @param {{title: string, text: string, action: string, onYes: () => void, onClose: () => void}} properties */
export function Question({ title, text, action, onYes, onClose }) {
  return html`<${Dialog}
    title=${title}
    onClose=${onClose}
    actions=${html`<button onClick=${onClose}>Cancel</button>
      <button class="danger" data-first onClick=${onYes}>${action}</button>`}
  >
    <p>${text}</p>
  <//>`;
}

/**
 * Asks for texts. Properties: `title`, `fields` (`{name, label, value, hint, list}`), `action`, `error`, `note`,
 * `onSubmit(values)`, `onClose()`.
 */
export class Form extends Component {
  state = { values: Object.fromEntries(this.props.fields.map((/** @type {any} */ { name, value }) => [name, value ?? ''])) };

  submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    this.props.onSubmit(this.state.values);
  };

  render() {
    const { title, fields, action, error, note, onClose } = this.props;
    const { values } = this.state;
    return html`<${Dialog}
      title=${title}
      onClose=${onClose}
      actions=${html`<button onClick=${onClose}>Cancel</button>
        <button class="primary" onClick=${this.submit}>${action}</button>`}
    >
      <form class="fields" onSubmit=${this.submit}>
        ${fields.map(
          (/** @type {any} */ { name, label, hint }, /** @type {number} */ index) => html`<label key=${name} class="wide">
            ${label}
            <input
              type="text"
              name=${name}
              placeholder=${hint}
              autocomplete="off"
              spellcheck=${false}
              data-first=${index === 0 ? '' : undefined}
              value=${values[name]}
              onInput=${(/** @type {any} */ event) => this.setState({ values: { ...values, [name]: event.target.value } })}
            />
          </label>`,
        )}
        ${note && html`<p class="hint">${note}</p>`}
        ${error && html`<p class="error" role="alert"><${Icon} name="warning" />${error}</p>`}
        <button type="submit" class="sr-only" tabindex="-1">${action}</button>
      </form>
    <//>`;
  }
}
