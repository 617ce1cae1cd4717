// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// Drawn in the colour of the text around them, 16 by 16.

import { html } from './libraries.js';

/** Outlines, as SVG path data. */
const PATHS = {
  arrowRight: 'M6 3.5 10.5 8 6 12.5',
  branch: 'M2 4.5v7.2c0 .5.3.8.8.8h10.4c.5 0 .8-.3.8-.8V5.8c0-.5-.3-.8-.8-.8H8L6.4 3.5H2.8c-.5 0-.8.4-.8 1Z',
  chart: 'M2 12.5 6 7.5l3 2.5 5-6.5',
  check: 'm3 8.5 3.2 3.2L13 4.8',
  clone: 'M6 2.5h7.5v8H6zM10 13.5H2.5v-8H4M9.7 4.5v4M7.7 6.5h4',
  close: 'm4 4 8 8m0-8-8 8',
  copy: 'M6 5.5h7.5v8H6zM10 3V2.5H2.5v8H3.5',
  dark: 'M13 9.5A5.5 5.5 0 1 1 6.5 3 4.5 4.5 0 0 0 13 9.5Z',
  earlier: 'M10 3.5 5.5 8l4.5 4.5',
  edit: 'M10.5 3.5 12.5 5.5 5.5 12.5 3 13l.5-2.5zM9 5l2 2',
  event: 'M4 14V2.5h7.5L9.8 5.3l1.7 2.7H4',
  find: 'M2 4h12M2 8h6M2 12h4M11 8.5a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4ZM12.6 12.4 14.5 14.3',
  folder: 'M2 4.5v7.2c0 .5.3.8.8.8h10.4c.5 0 .8-.3.8-.8V5.8c0-.5-.3-.8-.8-.8H8L6.4 3.5H2.8c-.5 0-.8.4-.8 1Z',
  function: 'M11.5 3c-2-.8-3.2.2-3.5 2L6.7 11c-.4 2-1.6 2.7-3.2 2M5 7h5.5',
  grid: 'M2.5 2.5h4.5v4.5h-4.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5h-4.5zM9 9h4.5v4.5H9z',
  grip: 'M6 3.5h.01M10 3.5h.01M6 8h.01M10 8h.01M6 12.5h.01M10 12.5h.01',
  history: 'M3 8a5.5 5.5 0 1 0 1.6-3.9L3 5.5M3 2.5v3h3M8 5v3.2l2.2 1.3',
  image: 'M2 3h12v10H2zM2 11l3.5-3.5L8.5 10.5l2-2L14 12M10.5 6h.01',
  later: 'M6 3.5 10.5 8 6 12.5',
  leaf: 'M2 10.5 5 6l2.5 4L11 4l3 5',
  leave: 'M6.5 2.5h-4v11h4M6.5 8H14M11 5l3 3-3 3',
  light: 'M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM8 1v1.5m0 11V15m7-7h-1.5m-11 0H1m11.95-4.95-1.06 1.06m-7.78 7.78-1.06 1.06m9.9 0-1.06-1.06M4.11 4.11 3.05 3.05',
  link: 'M6.8 9.2a2.5 2.5 0 0 0 3.5 0l2.5-2.5a2.5 2.5 0 0 0-3.5-3.5L8.2 4.3M9.2 6.8a2.5 2.5 0 0 0-3.5 0L3.2 9.3a2.5 2.5 0 0 0 3.5 3.5l1.1-1.1',
  menu: 'M2 4h12M2 8h12M2 12h12',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  options: 'M2 4.5h7M12.5 4.5H14M2 11.5h1.5M7 11.5h7M10.7 2.8a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4ZM5.2 9.8a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4Z',
  plus: 'M8 3v10M3 8h10',
  refresh: 'M13.5 3v3.5H10M13.2 6.5A5.5 5.5 0 1 0 13.5 9',
  save: 'M3 2.5h8l2.5 2.5v8.5h-11zM5 2.5v3.5h5v-3.5M5 13.5V9.5h6v4',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM10.3 10.3 14 14',
  split: 'M2 3h12v10H2zM8 3v10',
  system: 'M8 2.5a5.5 5.5 0 1 1 0 11ZM8 2.5a5.5 5.5 0 1 0 0 11',
  trash: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9M6.8 7v4M9.2 7v4',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6h7a3.5 3.5 0 0 1 0 7H6',
  unwrap: 'M5 3.5C3.5 5 3 6.3 3 8s.5 3 2 4.5M11 3.5c1.5 1.5 2 2.8 2 4.5s-.5 3-2 4.5M6.5 6.5l3 3m0-3-3 3',
  user: 'M8 2a2.8 2.8 0 1 1 0 5.6A2.8 2.8 0 0 1 8 2ZM2.5 14c.3-3 2.5-4.4 5.5-4.4s5.2 1.4 5.5 4.4',
  warning: 'M8 2.5 14.5 13.5h-13ZM8 6.5v3.5m0 1.8v.2',
  widen: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM10.3 10.3 14 14M5 7h4',
};

/** @param {{name: keyof typeof PATHS}} properties */
export function Icon({ name }) {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path d=${PATHS[name]} />
  </svg>`;
}
