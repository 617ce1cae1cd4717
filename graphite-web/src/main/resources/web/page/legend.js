// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The table under a graph: names, values, and which lines are shown.

import { html } from './libraries.js';
import { formatValue } from './series.js';

/** @import { Series, Summary } from './series.js' */

/**
 * @param {{
 *   series: Series[], summaries: Summary[], colors: string[], hidden: Set<string>, atPointer?: (number | null | undefined)[],
 *   onToggle: (name: string, alone: boolean) => void, onFocus: (index?: number) => void
 * }} properties `atPointer` holds the values under the pointer, while it is over the graph
 */
export function Legend({ series, summaries, colors, hidden, atPointer, onToggle, onFocus }) {
  return html`
    <div class="legend scrolls">
      <table>
        <thead>
          <tr>
            <th scope="col">Series <span class="count">${series.length}</span></th>
            <th scope="col">${atPointer ? 'cursor' : 'last'}</th>
            <th scope="col">min</th>
            <th scope="col">max</th>
            <th scope="col">avg</th>
          </tr>
        </thead>
        <tbody onMouseLeave=${() => onFocus()}>
          ${series.map(({ name }, index) => {
            const { last, min, max, average } = summaries[index];
            const off = hidden.has(name);
            return html`
              <tr key=${index} class=${off ? 'off' : ''} onMouseEnter=${() => onFocus(off ? undefined : index)}>
                <th scope="row">
                  <button
                    aria-pressed=${String(!off)}
                    title=${`${name}\nClick hides or shows it, Ctrl+click shows it alone`}
                    onClick=${(/** @type {MouseEvent} */ event) =>
                      onToggle(name, event.ctrlKey || event.metaKey)}
                  >
                    <i class="swatch" style=${{ background: colors[index] }}></i>
                    <span class="name">${name}</span>
                  </button>
                </th>
                <td class="now">${formatValue(atPointer ? atPointer[index] : last)}</td>
                <td>${formatValue(min)}</td>
                <td>${formatValue(max)}</td>
                <td>${formatValue(average)}</td>
              </tr>
            `;
          })}
        </tbody>
      </table>
    </div>
  `;
}
