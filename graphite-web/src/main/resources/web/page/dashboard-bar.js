// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The bar above the graphs of a dashboard: its name, and what can be done with all of it.

import { html } from './libraries.js';
import { dashboardUrl } from './api.js';
import { Icon } from './icons.js';
import { Menu, item } from './menu.js';

/** @import { DashboardPage } from './dashboard-page.js' */

const SIZES = [[300, 180], [400, 250], [600, 300], [900, 400]];

/** @param {{page: DashboardPage}} properties */
export function DashboardBar({ page }) {
  const { dashboard, past, template } = page.state;
  const saved = Boolean(dashboard.name) && !template;
  const some = dashboard.graphs.length > 0;
  const changed = page.changed();
  const { keeping } = page;
  const mine = page.mayEdit();
  return html`
    <div class="dashboard-bar">
      <h2>
        ${dashboard.name || 'New dashboard'}
        ${changed && html`<span class="unsaved" title="Not saved">●<span class="sr-only"> not saved</span></span>`}
      </h2>
      ${template && html`<${TemplateValue} ...${template} onValue=${page.open} />`}
      <div class="copies">
        <button data-action="find" title="Find a dashboard (f)" onClick=${() => page.setState({ dialog: { kind: 'find' } })}>
          <${Icon} name="find" />Find
        </button>
        <button data-action="new" title="A new dashboard" onClick=${() => page.open('')}><${Icon} name="plus" />New</button>
        ${mine &&
        html`<button data-action="save" title="Save (s)" disabled=${!some} class=${changed ? 'primary' : ''} onClick=${keeping.save}>
          <${Icon} name="save" />Save
        </button>`}
        <button data-action="undo" title="Take the last change back (Ctrl+Z)" disabled=${!past.length} onClick=${page.undo}>
          <${Icon} name="undo" /><span class="word">Undo</span>
        </button>
        <${Menu}>
          ${item('graph', 'Add an empty graph', () => page.setState({ dialog: { kind: 'edit', index: -1 } }))}
          ${mine && item('save-as', 'Save as …', keeping.saveAs, some)}
          ${mine && item('template', 'Save as a template …', keeping.makeTemplate, some)}
          ${mine && item('rename', 'Rename …', keeping.rename, saved)}
          ${item('share', 'Share …', keeping.share, mine ? some : Boolean(dashboard.name) && !changed)}
          ${item('json', 'JSON: export, import, edit …', () => page.setState({ dialog: { kind: 'json' } }))}
          ${item('images', dashboard.images ? 'Show charts' : 'Show images only', () => page.change({ images: !dashboard.images }), some)}
          ${SIZES.map(([width, height]) =>
            item(`size-${width}`, `Size ${width} × ${height}`, () => page.change({ width, height }), true, dashboard.width === width))}
          ${item('clear', 'Remove all graphs', () => page.change({ graphs: [] }, 'All graphs are removed.'), some)}
          ${mine && item('delete', 'Delete the dashboard …', keeping.remove, saved)}
          <a role="menuitem" href=${dashboardUrl('help')}>Keys</a>
        <//>
      </div>
    </div>
  `;
}

/** @param {{name: string, value: string, onValue: (path: string) => void}} properties */
function TemplateValue({ name, value, onValue }) {
  return html`<label class="value">
    Value
    <input type="text" class="code" name="template-value" value=${value} autocomplete="off" spellcheck=${false}
      onChange=${(/** @type {any} */ event) => event.target.value.trim() && onValue(`${name}/${event.target.value.trim()}`)} />
  </label>`;
}
