// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The options of a graph: the render parameters people use, each with a field of its own.

import { html } from './libraries.js';
import { Dialog } from './dialog.js';

const YES = ['true', 'false'];

/** Groups of parameters: name, label, and the values to choose from, or an example of what to type. */
const GROUPS = /** @type {[string, [string, string, string[] | string][]][]} */ ([
  ['Title', [['title', 'Title', ''], ['vtitle', 'Left axis', 'requests/s'], ['vtitleRight', 'Right axis', '']]],
  [
    'Lines',
    [
      ['lineMode', 'Line mode', ['slope', 'staircase', 'connected']],
      ['areaMode', 'Area mode', ['none', 'first', 'all', 'stacked']],
      ['areaAlpha', 'Area opacity', '0.4'],
      ['lineWidth', 'Line width', '1.2'],
      ['connectedLimit', 'Connect over', 'points'],
      ['drawNullAsZero', 'Gaps as zero', YES],
    ],
  ],
  [
    'Y axis',
    [
      ['yMin', 'Lowest', '0'],
      ['yMax', 'Highest', '100'],
      ['logBase', 'Logarithmic', '10'],
      ['yUnitSystem', 'Units', ['si', 'binary', 'sec', 'msec', 'none']],
      ['yStep', 'Step', ''],
      ['yAxisSide', 'Side', ['left', 'right']],
      ['hideYAxis', 'Hide', YES],
    ],
  ],
  ['X axis', [['xFormat', 'Format', '%H:%M'], ['tz', 'Zone', 'Europe/Berlin'], ['hideXAxis', 'Hide', YES]]],
  [
    'Legend and grid',
    [
      ['hideLegend', 'Hide legend', YES],
      ['uniqueLegend', 'Unique names', YES],
      ['hideNullFromLegend', 'Hide empty ones', YES],
      ['hideGrid', 'Hide grid', YES],
      ['hideAxes', 'Hide axes', YES],
      ['graphOnly', 'Graph only', YES],
    ],
  ],
  ['Size', [['width', 'Width', '600'], ['height', 'Height', '400'], ['margin', 'Margin', '10']]],
  [
    'Colours',
    [
      ['template', 'Template', ['default', 'noc', 'plain', 'summary', 'alphas', 'classic', 'solarized-dark']],
      ['bgcolor', 'Background', 'white'],
      ['fgcolor', 'Text', 'black'],
      ['colorList', 'Lines', 'blue,green,#ff8800'],
      ['majorGridLineColor', 'Major grid', ''],
      ['minorGridLineColor', 'Minor grid', ''],
    ],
  ],
  [
    'Font',
    [
      ['fontName', 'Font', ['Sans', 'Times', 'Courier', 'Helvetica']],
      ['fontSize', 'Size', '10'],
      ['fontBold', 'Bold', YES],
      ['fontItalic', 'Italic', YES],
    ],
  ],
]);

/**
 * @param {{
 *   values: Record<string, string>, note: string, without?: string[],
 *   onChange: (name: string, value: string) => void, onClose: () => void
 * }} properties `without` names parameters that have no place here
 */
export function OptionsDialog({ values, note, without = [], onChange, onClose }) {
  return html`<${Dialog} title="Graph options" sheet=${true} onClose=${onClose}>
    <p class="hint">${note}</p>
    ${GROUPS.map(([group, options]) => {
      const shown = options.filter(([name]) => !without.includes(name));
      return (
        shown.length > 0 &&
        html`<fieldset key=${group}>
          <legend>${group}</legend>
          <div class="fields">${shown.map(([name, label, choices]) => field(name, label, choices, values[name] ?? '', onChange))}</div>
        </fieldset>`
      );
    })}
  <//>`;
}

/**
 * @param {string} name
 * @param {string} label
 * @param {string[] | string} choices
 * @param {string} value
 * @param {(name: string, value: string) => void} onChange
 */
function field(name, label, choices, value, onChange) {
  const changed = (/** @type {any} */ event) => onChange(name, event.target.value.trim());
  return html`<label key=${name}>
    <span>${label}</span>
    ${typeof choices === 'string'
      ? html`<input type="text" name=${name} placeholder=${choices} autocomplete="off" spellcheck=${false} value=${value} onChange=${changed} />`
      : html`<select name=${name} value=${value} onChange=${changed}>
          <option value="">default</option>
          ${[...new Set([...choices, ...(value ? [value] : [])])].map(
            (choice) => html`<option key=${choice} value=${choice} selected=${choice === value}>${choice}</option>`,
          )}
        </select>`}
  </label>`;
}
