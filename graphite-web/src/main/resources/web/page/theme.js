// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// Light, dark or as the system says.

import { html } from './libraries.js';
import { Icon } from './icons.js';

const CHOICES = /** @type {const} */ (['system', 'light', 'dark']);
const system = matchMedia('(prefers-color-scheme: dark)');

/** The theme chosen by hand, or `system`. @returns {typeof CHOICES[number]} */
export function chosenTheme() {
  return /** @type {any} */ (document.documentElement.dataset.theme ?? 'system');
}

/** Makes the page light unless someone has chosen otherwise. */
export function preferLight() {
  document.documentElement.dataset.theme ??= 'light';
}

/** Whether the page is dark now. */
export function isDark() {
  return chosenTheme() === 'system' ? system.matches : chosenTheme() === 'dark';
}

/** Calls back whenever the system's preference changes. */
export function onSystemTheme(/** @type {() => void} */ changed) {
  system.addEventListener('change', changed);
}

/** @param {typeof CHOICES[number]} theme */
function choose(theme) {
  if (theme === 'system') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }
  try {
    localStorage.setItem('theme', theme);
  } catch {
    // Storage is forbidden here: the choice lasts as long as the page.
  }
}

/** @param {{onChange: () => void}} properties */
export function ThemeButton({ onChange }) {
  const now = chosenTheme();
  const next = CHOICES[(CHOICES.indexOf(now) + 1) % CHOICES.length];
  const label = `Theme: ${now}. Change to ${next}`;
  return html`<button
    class="quiet theme"
    aria-label=${label}
    title=${label}
    onClick=${() => {
      choose(next);
      onChange();
    }}
  >
    <${Icon} name=${now} />
  </button>`;
}
