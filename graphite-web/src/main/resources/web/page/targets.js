// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The list of targets: each a text field with what became of it.

import { Component, createRef, html } from './libraries.js';
import { unwrap } from './call.js';
import { Icon } from './icons.js';

/** @import { Answer } from './api.js' */
/** @import { Target } from './url.js' */

/**
 * @param {{
 *   targets: Target[], answers: Answer[], colors: Map<string, string>, loading: boolean,
 *   onChange: (targets: Target[]) => void, onAdd: (text: string) => void, onFunctions: () => void,
 *   onUndo?: () => void
 * }} properties `colors` names the colour of a target that gave exactly one series
 */
export function TargetList({ targets, answers, colors, loading, onChange, onAdd, onFunctions, onUndo }) {
  const replace = (/** @type {number} */ at, /** @type {Target[]} */ ...others) =>
    onChange([...targets.slice(0, at), ...others, ...targets.slice(at + 1)]);
  return html`
    <section class="panel targets" aria-labelledby="targets-title">
      <header>
        <h2 id="targets-title">Targets</h2>
        <div class="copies">
          <button disabled=${!onUndo} title="Take the last change back" onClick=${onUndo}>
            <${Icon} name="undo" /><span>Undo</span>
          </button>
          <button data-action="function" onClick=${onFunctions}><${Icon} name="function" /><span>Function</span></button>
        </div>
      </header>
      <ol>
        ${targets.map((target, index) => {
          const answer = target.enabled ? answers.find((one) => one.target === target.text) : undefined;
          return html`<${TargetRow}
            key=${index}
            number=${index + 1}
            target=${target}
            answer=${answer}
            color=${colors.get(target.text)}
            loading=${loading}
            onText=${(/** @type {string} */ text) =>
              text ? replace(index, { ...target, text }) : replace(index)}
            onEnable=${() => replace(index, { ...target, enabled: !target.enabled })}
            onRemove=${() => replace(index)}
            onUnwrap=${() => replace(index, ...unwrap(target.text).map((text) => ({ ...target, text })))}
          />`;
        })}
        <li class="target new">
          <${Icon} name="plus" />
          <${TargetField}
            text=""
            label="New target"
            placeholder="Add a target: a metric, a pattern, a function or a render URL"
            onCommit=${onAdd}
          />
        </li>
      </ol>
    </section>
  `;
}

/** @param {any} properties */
function TargetRow({ number, target, answer, color, loading, onText, onEnable, onRemove, onUnwrap }) {
  const error = answer?.error;
  const id = `target-error-${number}`;
  return html`
    <li class=${'target' + (target.enabled ? '' : ' off') + (error ? ' failed' : '')}>
      <label class="switch" title=${target.enabled ? 'Shown; click to leave out' : 'Left out; click to show'}>
        <input
          type="checkbox"
          aria-label=${`Show target ${number}`}
          checked=${target.enabled}
          style=${{ accentColor: color ?? '' }}
          onChange=${onEnable}
        />
      </label>
      <${TargetField} text=${target.text} label=${`Target ${number}`} errorId=${error && id} onCommit=${onText} />
      <span class="outcome">${outcome(target, answer, loading)}</span>
      ${unwrap(target.text)[0] !== target.text && unwrap(target.text).length > 0
        ? html`<button
            class="quiet"
            aria-label=${`Remove the outer function of target ${number}`}
            title="Remove the outer function"
            onClick=${onUnwrap}
          >
            <${Icon} name="unwrap" />
          </button>`
        : html`<span></span>`}
      <button class="quiet" aria-label=${`Remove target ${number}`} title="Remove" onClick=${onRemove}>
        <${Icon} name="close" />
      </button>
      ${error && html`<p class="error" id=${id} role="alert"><${Icon} name="warning" /> ${error}</p>`}
    </li>
  `;
}

/** @param {Target} target @param {Answer | undefined} answer @param {boolean} loading */
function outcome(target, answer, loading) {
  if (!target.enabled) {
    return 'off';
  }
  if (!answer) {
    return loading ? '…' : '';
  }
  if (answer.error) {
    return 'failed';
  }
  const count = answer.series.length;
  return count === 0 ? 'no match' : count === 1 ? '1 series' : `${count} series`;
}

/** A field that tells its text on Enter and when it is left; Escape takes the edit back. */
export class TargetField extends Component {
  state = { draft: /** @type {string | undefined} */ (undefined) };
  /** @type {{current: any}} */
  input = createRef();

  commit = () => {
    const { draft } = this.state;
    if (draft !== undefined && draft.trim() !== this.props.text) {
      this.props.onCommit(draft.trim());
    }
    this.setState({ draft: undefined });
  };

  keyPressed = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Enter') {
      this.commit();
    } else if (event.key === 'Escape') {
      this.setState({ draft: undefined });
    }
  };

  render() {
    const { text, label, placeholder, errorId } = this.props;
    return html`<input
      ref=${this.input}
      type="text"
      class="code"
      aria-label=${label}
      aria-invalid=${errorId ? 'true' : undefined}
      aria-describedby=${errorId || undefined}
      placeholder=${placeholder}
      autocomplete="off"
      autocapitalize="off"
      spellcheck=${false}
      value=${this.state.draft ?? text}
      onInput=${(/** @type {any} */ event) => this.setState({ draft: event.target.value })}
      onKeyDown=${this.keyPressed}
      onBlur=${this.commit}
    />`;
  }
}
