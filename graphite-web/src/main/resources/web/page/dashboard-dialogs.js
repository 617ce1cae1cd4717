// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The windows over a dashboard: which one is open, and what it changes.

import { html } from './libraries.js';
import { renderUrl } from './api.js';
import { EditDialog } from './dashboard-edit.js';
import { FindDialog } from './dashboard-find.js';
import { JsonDialog } from './dashboard-json.js';
import { ShareDialog } from './dashboard-share.js';
import { graphState, newGraph, readDashboard, titleOf, writeDashboard } from './dashboard-state.js';
import { Dialog, Form, Question } from './dialog.js';
import { OptionsDialog } from './options.js';
import { renderQuery } from './url.js';

/** @import { DashboardPage } from './dashboard-page.js' */
/** @import { Graph } from './dashboard-state.js' */

const HISTORY = [['-1h', 'Last hour'], ['-1d', 'Last day'], ['-7d', 'Last 7 days'], ['-30d', 'Last 30 days']];

/** The window that is open on a page, if any. @param {{page: DashboardPage}} properties */
export function DashboardDialog({ page }) {
  const { dialog, dashboard } = page.state;
  switch (dialog?.kind) {
    case 'find':
      return html`<${FindDialog}
        current=${dashboard.name}
        mayEdit=${page.mayEdit()}
        onOpen=${(/** @type {string} */ path) => {
          page.close();
          page.open(path);
        }}
        onDeleted=${(/** @type {string} */ kind, /** @type {string} */ name) =>
          kind === 'dashboard' && name === dashboard.name && page.setState({ kept: '', tag: '' })}
        onClose=${page.close}
      />`;
    case 'question':
      return html`<${Question} ...${dialog} onClose=${page.close} />`;
    case 'form':
      return html`<${Form} key=${dialog.title} ...${dialog} onClose=${page.close} />`;
    case 'edit':
      return html`<${EditGraph} key=${dialog.index} page=${page} index=${dialog.index} />`;
    case 'options':
      return html`<${GraphOptions} page=${page} index=${dialog.index} />`;
    case 'json':
      return html`<${JsonDialog}
        name=${dashboard.name}
        state=${writeDashboard(dashboard)}
        onState=${(/** @type {any} */ state) => {
          const read = readDashboard(state, page.state.settings?.refresh);
          page.change({ ...read, name: dashboard.name || read.name });
          page.close();
        }}
        onClose=${page.close}
      />`;
    case 'history':
      return html`<${History} page=${page} graph=${dialog.graph} />`;
    case 'share':
      return html`<${ShareDialog} ...${dialog} onClose=${page.close} />`;
    default:
      return null;
  }
}

/** @param {{page: DashboardPage, index: number}} properties `index` is the place of the graph; -1 for a new one */
function EditGraph({ page, index }) {
  const { graphs } = page.state.dashboard;
  const keep = (/** @type {Graph} */ graph) => {
    if (index >= 0) {
      page.replaceGraph(index, graph);
    } else if (graph.targets.length) {
      page.change({ graphs: [...graphs, graph] });
    }
  };
  return html`<${EditDialog}
    key=${index}
    graph=${graphs[index] ?? newGraph([])}
    onDone=${(/** @type {Graph} */ graph) => {
      keep(graph);
      page.close();
    }}
    onMove=${(/** @type {number} */ by) => {
      if (index >= 0) {
        page.move(index, by);
        page.close();
      }
    }}
    onOptions=${(/** @type {Graph} */ graph) => {
      keep(graph);
      page.setState({ dialog: { kind: 'options', index: index < 0 ? graphs.length : index } });
    }}
    onBreakOut=${(/** @type {Graph} */ graph) => page.breakOut(index < 0 ? graphs.length : index, graph)}
    onClose=${page.close}
  />`;
}

/** @param {{page: DashboardPage, index: number}} properties */
function GraphOptions({ page, index }) {
  const graph = page.state.dashboard.graphs[index];
  return (
    graph &&
    html`<${OptionsDialog}
      values=${Object.fromEntries(graph.params)}
      note="A graph with an option that the chart does not know is shown as an image."
      without=${['width', 'height']}
      onChange=${(/** @type {string} */ name, /** @type {string} */ value) => {
        const now = page.state.dashboard.graphs[index];
        const others = now.params.filter(([known]) => known !== name);
        page.replaceGraph(index, { ...now, params: value ? [...others, [name, value]] : others });
      }}
      onClose=${page.close}
    />`
  );
}

/** @param {{page: DashboardPage, graph: Graph}} properties */
function History({ page, graph }) {
  return html`<${Dialog} title=${titleOf(graph)} wide=${true} onClose=${page.close}>
    <div class="history">
      ${HISTORY.map(([from, label]) => {
        const state = graphState({ ...page.state.dashboard, from, until: '' }, graph);
        return html`<figure key=${from}>
          <figcaption>${label}</figcaption>
          <img width="600" height="260" src=${renderUrl(renderQuery(state, { width: 600, height: 260 }))}
            alt=${`${titleOf(graph)}, ${label}`} />
        </figure>`;
      })}
    </div>
  <//>`;
}
