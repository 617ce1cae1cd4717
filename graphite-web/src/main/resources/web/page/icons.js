// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// Drawn in the colour of the text around them, 16 by 16.

import { html } from './libraries.js';

/** Outlines, as SVG path data. */
const PATHS = {
  arrowRight: 'M6 3.5 10.5 8 6 12.5',
  branch: 'M2 4.5v7.2c0 .5.3.8.8.8h10.4c.5 0 .8-.3.8-.8V5.8c0-.5-.3-.8-.8-.8H8L6.4 3.5H2.8c-.5 0-.8.4-.8 1Z',
  check: 'm3 8.5 3.2 3.2L13 4.8',
  chart: 'M2 12.5 6 7.5l3 2.5 5-6.5',
  close: 'm4 4 8 8m0-8-8 8',
  copy: 'M6 5.5h7.5v8H6zM10 3V2.5H2.5v8H3.5',
  dark: 'M13 9.5A5.5 5.5 0 1 1 6.5 3 4.5 4.5 0 0 0 13 9.5Z',
  earlier: 'M10 3.5 5.5 8l4.5 4.5',
  event: 'M4 14V2.5h7.5L9.8 5.3l1.7 2.7H4',
  image: 'M2 3h12v10H2zM2 11l3.5-3.5L8.5 10.5l2-2L14 12M10.5 6h.01',
  later: 'M6 3.5 10.5 8 6 12.5',
  leaf: 'M2 10.5 5 6l2.5 4L11 4l3 5',
  light: 'M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM8 1v1.5m0 11V15m7-7h-1.5m-11 0H1m11.95-4.95-1.06 1.06m-7.78 7.78-1.06 1.06m9.9 0-1.06-1.06M4.11 4.11 3.05 3.05',
  menu: 'M2 4h12M2 8h12M2 12h12',
  plus: 'M8 3v10M3 8h10',
  refresh: 'M13.5 3v3.5H10M13.2 6.5A5.5 5.5 0 1 0 13.5 9',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM10.3 10.3 14 14',
  system: 'M8 2.5a5.5 5.5 0 1 1 0 11ZM8 2.5a5.5 5.5 0 1 0 0 11',
  warning: 'M8 2.5 14.5 13.5h-13ZM8 6.5v3.5m0 1.8v.2',
  widen: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM10.3 10.3 14 14M5 7h4',
};

/** @param {{name: keyof typeof PATHS}} properties */
export function Icon({ name }) {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path d=${PATHS[name]} />
  </svg>`;
}
