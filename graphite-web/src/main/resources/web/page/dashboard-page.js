// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The page of dashboards: holds the dashboard that is open and what is changed of it, and lays out its graphs.

import { Component, html } from './libraries.js';
import { mayEdit, whoAmI } from './account.js';
import { dashboardSettings, dashboardUrl, expand, loadDashboard } from './api.js';
import { unwrap } from './call.js';
import { DashboardBar } from './dashboard-bar.js';
import { DashboardDialog } from './dashboard-dialogs.js';
import { Drag } from './dashboard-drag.js';
import { Keeping } from './dashboard-keeping.js';
import { Keys } from './dashboard-keys.js';
import { MetricChooser } from './dashboard-metrics.js';
import { emptyDashboard, moved, newDashboard, newGraph, pathOf, readDashboard, titleOf, windowOf, writeDashboard } from './dashboard-state.js';
import { Tile } from './dashboard-tile.js';
import { Header } from './header.js';
import { Icon } from './icons.js';
import { Live } from './live.js';
import { RangeBar } from './range.js';
import { isDark, onSystemTheme, preferLight } from './theme.js';
import { pollSeconds } from './url.js';

/** @import { Dashboard, Graph, Settings } from './dashboard-state.js' */

/** Changes that can be taken back. */
const MOST_UNDONE = 100;
/** Graphs that one break-out makes at most. */
const MOST_BROKEN_OUT = 100;

export class DashboardPage extends Component {
  state = {
    dashboard: emptyDashboard(),
    /** JSON of the dashboard as it is kept, to see whether it was changed. */
    kept: '',
    /** The version that is kept; none for a new one. */
    tag: '',
    /** Template and value, when one is open. */
    template: /** @type {{name: string, value: string} | undefined} */ (undefined),
    past: /** @type {Dashboard[]} */ ([]),
    loading: true,
    fresh: 0,
    /** Counts refreshes by time, which graphs that are followed do without. */
    tick: 0,
    message: '',
    error: '',
    dialog: /** @type {any} */ (undefined),
    drag: /** @type {{from: number, over: number, drop: string} | undefined} */ (undefined),
    sidebar: false,
    dark: isDark(),
    settings: /** @type {Settings | undefined} */ (undefined),
    /** Whether who looks at it may save; undefined until known. */
    mayEdit: /** @type {boolean | undefined} */ (undefined),
    /** What the shortcuts hid. */
    withoutBar: false,
    withoutMetrics: false,
  };
  /** @type {number | undefined} */
  timer;
  live = new Live(() => this.forceUpdate());
  keeping = new Keeping(this);
  drag = new Drag(this);
  keys = new Keys(this);

  componentDidMount() {
    addEventListener('popstate', this.openAddress);
    addEventListener('hashchange', this.openAddress);
    addEventListener('beforeunload', this.leaving);
    addEventListener('keydown', this.keys.pressed);
    document.addEventListener('visibilitychange', this.seen);
    onSystemTheme(this.themeChanged);
    whoAmI().then((who) => this.setState({ mayEdit: mayEdit(who) }));
    this.loadSettings().then(this.openAddress);
  }

  /** What dashboard.conf says; without an answer the page does as it always did. */
  async loadSettings() {
    const settings = await dashboardSettings().catch(() => undefined);
    if (!settings) {
      return;
    }
    if (settings.theme === 'white') {
      preferLight();
    }
    this.setState({ settings, dark: isDark() });
  }

  themeChanged = () => this.setState({ dark: isDark() });

  leaving = (/** @type {BeforeUnloadEvent} */ event) => this.wouldLose() && event.preventDefault();

  /** Whether who looks at it may save and delete, as far as is known. */
  mayEdit() {
    return this.state.mayEdit !== false;
  }

  /** Whether leaving would lose what could be saved. */
  wouldLose() {
    return this.mayEdit() && this.changed();
  }

  /** Whether it is other than what is kept. */
  changed() {
    const { dashboard, kept } = this.state;
    return dashboard.graphs.length > 0 && JSON.stringify(writeDashboard(dashboard)) !== kept;
  }

  openAddress = () => this.load(pathOf(location), new URLSearchParams(location.search));

  /** @param {string} path @param {URLSearchParams} [query] */
  async load(path, query) {
    if (!path) {
      this.show(newDashboard(this.state.settings), { tag: '', template: undefined });
      return;
    }
    this.setState({ loading: true, error: '' });
    try {
      const { state, tag } = await loadDashboard(path);
      const dashboard = readDashboard(state, this.state.settings?.refresh);
      const slash = path.indexOf('/');
      const template = slash < 0 ? undefined : { name: path.slice(0, slash), value: path.slice(slash + 1) };
      dashboard.name = path;
      this.show(dashboard, { tag, template });
      const [from, until] = ['from', 'until'].map((name) => query?.get(name));
      if (from) {
        this.setState({ dashboard: { ...dashboard, from, until: until ?? '' } });
      }
    } catch (failure) {
      this.show(emptyDashboard(), { tag: '', template: undefined });
      this.fail(failure);
    }
  }

  /** @param {Dashboard} dashboard @param {{tag: string, template?: {name: string, value: string}}} version */
  show(dashboard, { tag, template }) {
    const kept = JSON.stringify(writeDashboard(dashboard));
    const shown = { dashboard, kept, tag, template, past: [], loading: false, dialog: undefined, error: '', message: '' };
    this.setState(shown, this.schedule);
    document.title = dashboard.name ? `${dashboard.name} – Graphite` : 'Dashboards – Graphite';
  }

  /** Opens another dashboard, after a question if something would be lost. @param {string} path */
  open = (path) => {
    if (this.wouldLose()) {
      this.ask({
        title: 'Leave without saving?',
        text: 'The changes of this dashboard are not saved.',
        action: 'Leave',
        onYes: () => this.goTo(path),
      });
    } else {
      this.goTo(path);
    }
  };

  /** @param {string} path */
  goTo(path) {
    history.pushState(null, '', dashboardUrl(path));
    this.load(path);
  }

  /** @param {{title: string, text: string, action: string, onYes: () => void}} question */
  ask(question) {
    this.setState({ dialog: { kind: 'question', ...question } });
  }

  /** @param {Partial<Dashboard>} change @param {string} [message] */
  change = (change, message = '') => {
    const { dashboard, past } = this.state;
    this.setState(
      { dashboard: { ...dashboard, ...change }, past: [...past, dashboard].slice(-MOST_UNDONE), message, error: '' },
      this.schedule,
    );
  };

  undo = () => {
    const past = [...this.state.past];
    const dashboard = past.pop();
    if (dashboard) {
      this.setState({ dashboard, past, message: '' }, this.schedule);
    }
  };

  close = () => this.setState({ dialog: undefined });

  /** Says why something could not be done. @param {unknown} failure */
  fail(failure) {
    this.setState({ error: /** @type {Error} */ (failure).message });
  }

  reload = () => this.setState({ fresh: Date.now() }, this.schedule);

  /** The page is seen again, or no more. */
  seen = () => {
    this.live.reopenSoon();
    this.schedule();
  };

  /** Plans the next refresh; a page nobody sees waits. */
  schedule = () => {
    clearTimeout(this.timer);
    const { refresh } = this.state.dashboard;
    this.live.setEvery(refresh);
    if (refresh && !document.hidden) {
      this.timer = setTimeout(
        () => this.setState({ tick: this.state.tick + 1 }, this.schedule),
        pollSeconds(refresh) * 1000,
      );
    }
  };

  /**
   * Asks for texts; why they could not be taken is said in the form.
   * @param {string} title @param {string} action @param {any[]} fields @param {(values: any) => Promise<void>} onSubmit @param {string} [note]
   */
  form(title, action, fields, onSubmit, note) {
    const submit = (/** @type {any} */ values) =>
      onSubmit(values).catch((failure) =>
        this.setState({ dialog: { ...this.state.dialog, error: failure.message } }),
      );
    this.setState({ dialog: { kind: 'form', title, action, fields, note, onSubmit: submit } });
  }

  // ---- graphs ----

  /** Adds a graph of a metric, or takes it away. @param {string} text */
  toggle = (text) => {
    const { graphs } = this.state.dashboard;
    const others = graphs.filter(({ targets }) => targets.length !== 1 || targets[0] !== text);
    this.change({ graphs: others.length < graphs.length ? others : [...graphs, newGraph([text])] });
  };

  /** @param {number} index */
  removeGraph(index) {
    const { graphs } = this.state.dashboard;
    this.change({ graphs: graphs.filter((_, at) => at !== index) }, `“${titleOf(graphs[index])}” is removed.`);
  }

  /** @param {number} index */
  clone(index) {
    const { graphs } = this.state.dashboard;
    const { targets, params } = graphs[index];
    this.change({ graphs: graphs.toSpliced(index + 1, 0, newGraph(targets, params)) });
  }

  /** @param {number} index @param {number} by */
  move(index, by) {
    const { graphs } = this.state.dashboard;
    const to = index + by;
    if (to >= 0 && to < graphs.length) {
      const { id } = graphs[index];
      this.change({ graphs: moved(graphs, index, by > 0 ? to + 1 : to) });
      setTimeout(() => /** @type {any} */ (document.querySelector(`[data-graph="${id}"]`))?.focus());
    }
  }

  /** @param {number} index @param {Graph} graph */
  replaceGraph(index, graph) {
    this.change({ graphs: this.state.dashboard.graphs.with(index, graph) });
  }

  /** One graph for each metric that matches, functions around it kept. @param {number} index @param {Graph} graph */
  breakOut = async (index, graph) => {
    this.close();
    try {
      const made = [];
      for (const target of graph.targets) {
        const [pattern, ...more] = innermost(target);
        const paths = pattern && !more.length ? (await expand(pattern)).slice(0, MOST_BROKEN_OUT) : [];
        made.push(...(paths.length ? paths.map((path) => target.replaceAll(pattern, () => path)) : [target]));
      }
      const params = graph.params.filter(([name]) => name !== 'title');
      this.change({
        graphs: this.state.dashboard.graphs.toSpliced(index, 1, ...[...new Set(made)].map((target) => newGraph([target], params))),
      });
    } catch (failure) {
      this.fail(failure);
    }
  };

  // ---- what is seen ----

  render() {
    const { dashboard, dark, fresh, tick, sidebar, message, error, loading, drag, past } = this.state;
    const times = windowOf(dashboard, Math.floor(Date.now() / 1000));
    const closeSidebar = () => this.setState({ sidebar: false });
    return html`
      <${Header} here="Dashboards" onTheme=${this.themeChanged} sidebar=${sidebar} onSidebar=${() => this.setState({ sidebar: !sidebar })} />
      <div class=${'body' + (sidebar ? ' with-sidebar' : '') + (this.state.withoutMetrics ? ' without-metrics' : '')}>
        ${!this.state.withoutMetrics && this.metrics()}
        <button class="shade" aria-label="Close the metrics" tabindex="-1" onClick=${closeSidebar}></button>
        <main id="main" data-loaded=${loading ? undefined : ''}>
          ${!this.state.withoutBar && html`<${DashboardBar} page=${this} />`}
          <${RangeBar}
            from=${dashboard.from}
            until=${dashboard.until}
            refresh=${dashboard.refresh}
            times=${times}
            loading=${loading}
            onRange=${(/** @type {{from: string, until: string}} */ range) => this.change(range)}
            onRefresh=${(/** @type {number} */ refresh) => this.change({ refresh })}
            onReload=${this.reload}
          />
          ${error && html`<p class="error note" role="alert"><${Icon} name="warning" />${error}</p>`}
          ${message &&
          html`<p class="note" role="status">${message}
            ${past.length > 0 && html` <span class="copies"><button onClick=${this.undo}>Undo</button></span>`}</p>`}
          ${!dashboard.graphs.length && !loading && this.empty()}
          <ul class=${'tiles' + (drag ? ' dragging' : '')} style=${{ '--tile': `${dashboard.width}px` }} aria-label="Graphs">
            ${dashboard.graphs.map(
              (graph, index) => html`<${Tile}
                key=${graph.id}
                dashboard=${dashboard}
                graph=${graph}
                fresh=${fresh}
                tick=${tick}
                live=${this.live}
                dark=${dark}
                drop=${drag?.over === index ? drag.drop : ''}
                dragged=${drag?.from === index}
                onGrip=${(/** @type {PointerEvent} */ event) => this.drag.grip(index, event)}
                onKey=${(/** @type {KeyboardEvent} */ event) => this.keys.atGraph(index, event)}
                onEdit=${() => this.setState({ dialog: { kind: 'edit', index } })}
                onClone=${() => this.clone(index)}
                onRemove=${() => this.removeGraph(index)}
                onHistory=${() => this.setState({ dialog: { kind: 'history', graph } })}
                onZoom=${(/** @type {number} */ from, /** @type {number} */ until) =>
                  this.change({ from: String(from), until: String(until) })}
              />`,
            )}
          </ul>
        </main>
      </div>
      <${DashboardDialog} page=${this} />
    `;
  }

  metrics() {
    const { graphs } = this.state.dashboard;
    const selected = new Set(graphs.filter(({ targets }) => targets.length === 1).map(({ targets }) => targets[0]));
    return html`<${MetricChooser}
      settings=${this.state.settings}
      selected=${selected}
      onToggle=${this.toggle}
      onAdd=${(/** @type {string[]} */ paths) => {
        const more = paths.filter((path) => !selected.has(path));
        this.change({ graphs: [...graphs, ...more.map((path) => newGraph([path]))] }, `${more.length} graphs are added.`);
      }}
      onRemove=${(/** @type {string[]} */ paths) => {
        const left = graphs.filter(({ targets }) => targets.length !== 1 || !paths.includes(targets[0]));
        this.change({ graphs: left }, `${graphs.length - left.length} graphs are removed.`);
      }}
      onFailure=${(/** @type {string} */ error) => this.setState({ error })}
      onFocusWanted=${() => this.setState({ sidebar: true })}
      onClose=${() => this.setState({ sidebar: false })}
    />`;
  }

  empty() {
    const save = this.mayEdit() && ' Then save it under a name.';
    return html`<section class="panel empty">
      <div>
        <${Icon} name="grid" />
        <h3>A dashboard is made of graphs</h3>
        <p class="beside">Click metrics beside this, or press <kbd>/</kbd> to find one: each becomes a graph.${save}</p>
        <p class="above">Open the metrics with the button at the top: each one you choose becomes a graph.${save}</p>
        <div class="copies">
          <button onClick=${() => this.setState({ dialog: { kind: 'find' } })}><${Icon} name="find" />Find a dashboard</button>
          <button onClick=${() => this.setState({ dialog: { kind: 'json' } })}><${Icon} name="copy" />From JSON</button>
        </div>
      </div>
    </section>`;
  }
}

/** The metrics or patterns within all calls of a target. @param {string} target @returns {string[]} */
function innermost(target) {
  const inner = unwrap(target);
  return inner.length === 1 && inner[0] === target ? [target] : [...new Set(inner.flatMap(innermost))];
}
