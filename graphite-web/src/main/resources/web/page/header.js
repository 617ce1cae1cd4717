// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The bar on top of every page: the way to the other pages, who looks at it, and the theme.

import { html } from './libraries.js';
import { AccountMenu } from './account.js';
import { pageUrl } from './api.js';
import { Icon } from './icons.js';
import { ThemeButton } from './theme.js';

const PAGES = /** @type {const} */ ([['', 'Composer', 'chart'], ['dashboard', 'Dashboards', 'grid'], ['events/', 'Events', 'event']]);

/**
 * @param {{here: 'Composer' | 'Dashboards' | 'Events' | '', onTheme: () => void, sidebar?: boolean, onSidebar?: () => void}} properties
 *   `sidebar` tells whether the metrics are open, on a page that has them
 */
export function Header({ here, onTheme, sidebar, onSidebar }) {
  return html`
    <header class="top">
      ${onSidebar &&
      html`<button class="quiet menu" aria-label="Metrics" aria-expanded=${String(Boolean(sidebar))} aria-controls="sidebar"
        onClick=${onSidebar}><${Icon} name="menu" /></button>`}
      <a class="brand" href=${pageUrl('')}>
        <img src=${new URL('../favicon.svg', import.meta.url).href} alt="" width="22" height="22" />
        <h1>Graphite</h1>
      </a>
      <${AccountMenu} />
      <nav class="pages" aria-label="Pages">
        ${PAGES.map(
          ([path, label, icon]) => html`<a key=${label} class="quiet" href=${pageUrl(path)} aria-label=${label} title=${label}
            aria-current=${label === here ? 'page' : undefined}><${Icon} name=${icon} /></a>`,
        )}
      </nav>
      <${ThemeButton} onChange=${onTheme} />
    </header>
  `;
}
