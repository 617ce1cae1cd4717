// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The page of dashboards: holds the dashboard that is open, loads and saves it, and lays out its graphs.

import { Component, html } from './libraries.js';
import { AccountMenu } from './account.js';
import {
  createTemporary, dashboardSettings, dashboardUrl, expand, loadDashboard, pageUrl, renderUrl, saveDashboard, saveTemplate, shorten,
  deleteDashboard,
} from './api.js';
import { unwrap } from './call.js';
import { EditDialog } from './dashboard-edit.js';
import { MetricFields } from './dashboard-fields.js';
import { FindDialog } from './dashboard-find.js';
import { JsonDialog } from './dashboard-json.js';
import {
  emptyDashboard, graphState, isShortcut, merged, moved, newDashboard, newGraph, pathOf, readDashboard, titleOf, windowOf, writeDashboard,
} from './dashboard-state.js';
import { Tile } from './dashboard-tile.js';
import { Dialog, Form, Question } from './dialog.js';
import { Icon } from './icons.js';
import { Live } from './live.js';
import { OptionsDialog } from './options.js';
import { RangeBar } from './range.js';
import { SearchBox } from './search.js';
import { copyText } from './share.js';
import { ThemeButton, isDark, onSystemTheme, preferLight } from './theme.js';
import { MetricTree } from './tree.js';
import { pollSeconds, renderQuery } from './url.js';

/** @import { Dashboard, Graph, Settings } from './dashboard-state.js' */

/** Changes that can be taken back. */
const MOST_UNDONE = 100;
/** Milliseconds a graph is held over another before letting go merges them, unless the settings say it. */
const MERGE_AFTER = 700;
/** Chooses among all metrics, whatever they are called. */
const EVERYTHING = 'Everything';
/** Graphs that one break-out makes at most. */
const MOST_BROKEN_OUT = 100;
const HISTORY = [['-1h', 'Last hour'], ['-1d', 'Last day'], ['-7d', 'Last 7 days'], ['-30d', 'Last 30 days']];
const SIZES = [[300, 180], [400, 250], [600, 300], [900, 400]];

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
    searching: false,
    dark: isDark(),
    settings: /** @type {Settings | undefined} */ (undefined),
    /** Name of the scheme metrics are chosen by. */
    scheme: EVERYTHING,
    /** Values of fields, by name. */
    fields: /** @type {Record<string, string>} */ ({}),
    /** What the shortcuts hid. */
    withoutBar: false,
    withoutMetrics: false,
  };
  /** @type {number | undefined} */
  timer;
  /** @type {number | undefined} */
  hold;
  live = new Live(() => this.forceUpdate());

  componentDidMount() {
    addEventListener('popstate', this.openAddress);
    addEventListener('hashchange', this.openAddress);
    addEventListener('beforeunload', this.leaving);
    addEventListener('keydown', this.keyPressed);
    document.addEventListener('visibilitychange', this.seen);
    onSystemTheme(this.themeChanged);
    this.loadSettings().then(this.openAddress);
  }

  /** What dashboard.conf says; without an answer the page does as it always did. */
  async loadSettings() {
    const settings = await dashboardSettings().catch(() => undefined);
    if (!settings) {
      return;
    }
    const query = new URLSearchParams(location.search);
    const wanted = query.get('metricType') ?? remembered('metricType');
    const scheme = settings.schemes.find(({ name }) => name === wanted);
    const fields = Object.fromEntries(
      (scheme?.fields ?? []).map(({ name }) => [name, query.get(name) ?? remembered(`field ${scheme?.name} ${name}`)]),
    );
    if (settings.theme === 'white') {
      preferLight();
    }
    this.setState({ settings, scheme: scheme?.name ?? EVERYTHING, fields, dark: isDark() });
  }

  /** @param {string} name of a scheme */
  chooseScheme = (name) => {
    const scheme = this.state.settings?.schemes.find((one) => one.name === name);
    remember('metricType', name);
    this.setState({
      scheme: name,
      fields: Object.fromEntries((scheme?.fields ?? []).map((field) => [field.name, remembered(`field ${name} ${field.name}`)])),
    });
  };

  /** @param {string} field @param {string} value */
  chooseField = (field, value) => {
    remember(`field ${this.state.scheme} ${field}`, value);
    this.setState({ fields: { ...this.state.fields, [field]: value } });
  };

  themeChanged = () => this.setState({ dark: isDark() });

  leaving = (/** @type {BeforeUnloadEvent} */ event) => this.changed() && event.preventDefault();

  /** Whether something would be lost. */
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
      this.setState({ error: /** @type {Error} */ (failure).message });
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
    if (this.changed()) {
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

  // ---- saving ----

  save = () => {
    const { dashboard, template } = this.state;
    if (template || !dashboard.name || dashboard.name.startsWith('temporary-')) {
      this.saveAs();
    } else {
      this.saveUnder(dashboard.name, this.state.tag);
    }
  };

  saveAs = () => {
    const { dashboard, template } = this.state;
    const value = template ? `${template.name} ${template.value}` : dashboard.name.replace(/^temporary-\d+$/, '');
    this.form('Save the dashboard', 'Save', [{ name: 'name', label: 'Name', value, hint: 'Web servers' }], ({ name }) =>
      this.saveNew(name.trim()),
    );
  };

  /** @param {string} title @param {string} action @param {any[]} fields @param {(values: any) => Promise<void>} onSubmit @param {string} [note] */
  form(title, action, fields, onSubmit, note) {
    const submit = (/** @type {any} */ values) =>
      onSubmit(values).catch((failure) =>
        this.setState({ dialog: { ...this.state.dialog, error: failure.message } }),
      );
    this.setState({ dialog: { kind: 'form', title, action, fields, note, onSubmit: submit } });
  }

  /** Keeps it under a name that may be taken by another. @param {string} name */
  async saveNew(name) {
    if (!name) {
      throw new Error('A name is needed.');
    }
    const taken = name !== this.state.dashboard.name && (await loadDashboard(name).catch(() => undefined));
    if (taken) {
      this.ask({
        title: 'Replace it?',
        text: `There is a dashboard named “${name}”.`,
        action: 'Replace',
        onYes: () => this.saveUnder(name, ''),
      });
    } else {
      await this.put(name, '');
    }
  }

  /** @param {string} name @param {string} tag */
  async saveUnder(name, tag) {
    this.close();
    try {
      await this.put(name, tag);
    } catch (failure) {
      this.setState({ error: /** @type {Error} */ (failure).message });
    }
  }

  /** @param {string} name @param {string} tag */
  async put(name, tag) {
    const dashboard = { ...this.state.dashboard, name };
    const state = writeDashboard(dashboard);
    const saved = await saveDashboard(name, state, tag);
    if (saved === undefined) {
      this.ask({
        title: 'Someone else saved it',
        text: `“${name}” was saved by someone else since you opened it. Saving replaces what they did.`,
        action: 'Save all the same',
        onYes: () => this.saveUnder(name, ''),
      });
      return;
    }
    this.setState({ dashboard, kept: JSON.stringify(state), tag: saved, template: undefined, dialog: undefined, message: 'Saved.', error: '' });
    document.title = `${name} – Graphite`;
    if (pathOf(location) !== name) {
      history.pushState(null, '', dashboardUrl(name));
    }
  }

  rename = () => {
    const former = this.state.dashboard.name;
    this.form('Rename the dashboard', 'Rename', [{ name: 'name', label: 'Name', value: former }], async ({ name }) => {
      const wanted = name.trim();
      if (!wanted || wanted === former) {
        this.close();
        return;
      }
      if (await loadDashboard(wanted).catch(() => undefined)) {
        throw new Error(`There is a dashboard named “${wanted}”.`);
      }
      await this.put(wanted, '');
      await deleteDashboard('dashboard', former);
    });
  };

  remove = () => {
    const { name } = this.state.dashboard;
    this.ask({
      title: 'Delete the dashboard?',
      text: `“${name}” goes for everyone. Export it first if you may need it again.`,
      action: 'Delete',
      onYes: async () => {
        this.close();
        try {
          await deleteDashboard('dashboard', name);
          this.setState({ kept: JSON.stringify(writeDashboard(this.state.dashboard)) }, () => {
            this.goTo('');
            this.setState({ message: `“${name}” is deleted.` });
          });
        } catch (failure) {
          this.setState({ error: /** @type {Error} */ (failure).message });
        }
      },
    });
  };

  makeTemplate = () => {
    const { template } = this.state;
    const fields = [
      { name: 'name', label: 'Name of the template', value: template?.name ?? '', hint: 'One host' },
      { name: 'key', label: 'Text the value takes the place of', value: template?.value ?? '', hint: 'web01' },
    ];
    this.form(
      'Save as a template',
      'Save',
      fields,
      async ({ name, key }) => {
        if (!name.trim() || !key.trim()) {
          throw new Error('A name and a text are needed.');
        }
        const { dashboard } = this.state;
        if (!dashboard.graphs.some(({ targets }) => targets.some((target) => target.includes(key.trim())))) {
          throw new Error(`No target holds “${key.trim()}”.`);
        }
        await saveTemplate(name.trim(), key.trim(), writeDashboard(dashboard));
        this.setState({ kept: JSON.stringify(writeDashboard(dashboard)) }, () => this.goTo(`${name.trim()}/${key.trim()}`));
      },
      'Opening the template asks for a value; it stands in the address too.',
    );
  };

  share = async () => {
    try {
      const { dashboard } = this.state;
      const fits = dashboard.name && !this.changed();
      const path = fits ? dashboard.name : await createTemporary(writeDashboard(dashboard));
      const url = dashboardUrl(path);
      const short = await shorten(new URL(url).href.slice(new URL('../', import.meta.url).href.length));
      this.setState({ dialog: { kind: 'share', url, short, temporary: !fits } });
    } catch (failure) {
      this.setState({ error: /** @type {Error} */ (failure).message });
    }
  };

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
      this.setState({ error: /** @type {Error} */ (failure).message });
    }
  };

  /** @param {number} index @param {KeyboardEvent} event @returns {boolean} whether the key did something */
  tileKey(index, { key, altKey }) {
    if (altKey && (key === 'ArrowLeft' || key === 'ArrowRight')) {
      this.move(index, key === 'ArrowLeft' ? -1 : 1);
    } else if (altKey) {
      return false;
    } else if (key === 'Enter' || key === 'e') {
      this.setState({ dialog: { kind: 'edit', index } });
    } else if (key === 'd') {
      this.clone(index);
    } else if (key === 'Delete') {
      this.removeGraph(index);
    } else {
      return false;
    }
    return true;
  }

  keyPressed = (/** @type {KeyboardEvent} */ event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.defaultPrevented || target.closest('input, textarea, select, dialog')) {
      return;
    }
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (this.shortcut(event)) {
      event.preventDefault();
      return;
    }
    if (event.key === 'f' && plain) {
      this.setState({ dialog: { kind: 'find' } });
    } else if (event.key === 's' && plain) {
      this.save();
    } else if (event.key === 'r' && plain) {
      this.reload();
    } else if (event.key === 'z' && (event.ctrlKey || event.metaKey)) {
      this.undo();
    } else {
      return;
    }
    event.preventDefault();
  };

  /** Does what the settings have a key do. @param {KeyboardEvent} event @returns {boolean} whether they do */
  shortcut(event) {
    const { settings, withoutBar, withoutMetrics } = this.state;
    const actions = {
      toggle_toolbar: () => this.setState({ withoutBar: !withoutBar }),
      toggle_metrics_panel: () => this.setState({ withoutMetrics: !withoutMetrics }),
      erase_all_graphs: () => this.change({ graphs: [] }, 'All graphs are removed.'),
      save_dashboard: this.save,
      give_completer_focus: () =>
        /** @type {HTMLElement | null} */ (document.querySelector('[name=field-metric], #sidebar input'))?.focus(),
    };
    const [, action] = Object.entries(actions).find(([name]) => isShortcut(settings?.shortcuts[name], event)) ?? [];
    action?.();
    return Boolean(action);
  }

  // ---- drag and drop, with mouse, pen or finger ----

  /** @param {number} from @param {PointerEvent} event */
  grip(from, event) {
    event.preventDefault();
    const grip = /** @type {Element} */ (event.currentTarget);
    grip.setPointerCapture(event.pointerId);
    const over = (/** @type {Event} */ moving) => this.dragOver(from, /** @type {PointerEvent} */ (moving));
    const end = (/** @type {Event} */ ended) => {
      grip.removeEventListener('pointermove', over);
      grip.removeEventListener('pointerup', end);
      grip.removeEventListener('pointercancel', end);
      this.drop(ended.type === 'pointerup');
    };
    grip.addEventListener('pointermove', over);
    grip.addEventListener('pointerup', end);
    grip.addEventListener('pointercancel', end);
    this.setState({ drag: { from, over: from, drop: '' } });
  }

  /** @param {number} from @param {PointerEvent} event */
  dragOver(from, event) {
    const tile = document.elementFromPoint(event.clientX, event.clientY)?.closest('[data-graph]');
    const over = this.state.dashboard.graphs.findIndex(({ id }) => String(id) === tile?.getAttribute('data-graph'));
    if (!tile || over < 0 || over === from) {
      clearTimeout(this.hold);
      this.setState({ drag: { from, over: from, drop: '' } });
      return;
    }
    const { left, width } = tile.getBoundingClientRect();
    const part = (event.clientX - left) / width;
    const { drag } = this.state;
    const middle = part > 0.3 && part < 0.7;
    const side = part < 0.5 ? 'before' : 'after';
    const drop = middle && drag?.over === over && drag.drop === 'merge' ? 'merge' : side;
    if (drag?.over !== over || drag.drop !== drop) {
      this.setState({ drag: { from, over, drop } });
    }
    clearTimeout(this.hold);
    if (middle && drop !== 'merge') {
      this.hold = setTimeout(() => this.state.drag && this.setState({ drag: { from, over, drop: 'merge' } }), this.state.settings?.mergeDelay ?? MERGE_AFTER);
    }
  }

  /** @param {boolean} wanted */
  drop(wanted) {
    clearTimeout(this.hold);
    const { drag, dashboard } = this.state;
    this.setState({ drag: undefined });
    if (!wanted || !drag?.drop) {
      return;
    }
    const { from, over, drop } = drag;
    this.change({
      graphs:
        drop === 'merge' ? merged(dashboard.graphs, from, over) : moved(dashboard.graphs, from, drop === 'after' ? over + 1 : over),
    });
  }

  // ---- what is seen ----

  render() {
    const { dashboard, dark, fresh, tick, sidebar, message, error, loading, drag, past } = this.state;
    const times = windowOf(dashboard, Math.floor(Date.now() / 1000));
    const closeSidebar = () => this.setState({ sidebar: false });
    return html`
      ${this.header()}
      <div class=${'body' + (sidebar ? ' with-sidebar' : '') + (this.state.withoutMetrics ? ' without-metrics' : '')}>
        ${!this.state.withoutMetrics && this.sidebar()}
        <button class="shade" aria-label="Close the metrics" tabindex="-1" onClick=${closeSidebar}></button>
        <main id="main" data-loaded=${loading ? undefined : ''}>
          ${!this.state.withoutBar && this.toolbar()}
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
                onGrip=${(/** @type {PointerEvent} */ event) => this.grip(index, event)}
                onKey=${(/** @type {KeyboardEvent} */ event) => this.tileKey(index, event)}
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
      ${this.dialog()}
    `;
  }

  header() {
    return html`
      <header class="top">
        <button class="quiet menu" aria-label="Metrics" aria-expanded=${String(this.state.sidebar)} aria-controls="sidebar"
          onClick=${() => this.setState({ sidebar: !this.state.sidebar })}><${Icon} name="menu" /></button>
        <a class="brand" href=${pageUrl('')}>
          <img src=${new URL('../favicon.svg', import.meta.url).href} alt="" width="22" height="22" />
          <h1>Graphite</h1>
        </a>
        <a class="quiet" href=${pageUrl('')} aria-label="Composer" title="Composer"><${Icon} name="chart" /></a>
        <a class="quiet" href=${pageUrl('events/')} aria-label="Events" title="Events"><${Icon} name="event" /></a>
        <${AccountMenu} />
        <${ThemeButton} onChange=${this.themeChanged} />
      </header>
    `;
  }

  sidebar() {
    const { dashboard, searching, settings } = this.state;
    const scheme = settings?.schemes.find(({ name }) => name === this.state.scheme);
    const selected = new Set(dashboard.graphs.filter(({ targets }) => targets.length === 1).map(({ targets }) => targets[0]));
    return html`
      <nav id="sidebar" aria-label="Metrics"
        onKeyDown=${(/** @type {KeyboardEvent} */ event) =>
          event.key === 'Escape' && !event.defaultPrevented && this.setState({ sidebar: false })}>
        ${this.schemes()} ${scheme ? this.fields(scheme, selected) : this.anyMetric(selected, searching)}
      </nav>
    `;
  }

  /** The choice of a scheme, if there is any. */
  schemes() {
    const { settings, scheme } = this.state;
    return settings?.schemes.length
      ? html`<label class="schemes">
          <span>Metric type</span>
          <select name="metricType" value=${scheme} onChange=${(/** @type {any} */ event) => this.chooseScheme(event.target.value)}>
            ${[EVERYTHING, ...settings.schemes.map(({ name }) => name)].map(
              (name) => html`<option key=${name} value=${name} selected=${name === scheme}>${name}</option>`,
            )}
          </select>
        </label>`
      : null;
  }

  /** @param {any} scheme @param {Set<string>} selected */
  fields(scheme, selected) {
    const { settings, fields } = this.state;
    return html`<${MetricFields}
      key=${scheme.name}
      scheme=${scheme}
      values=${fields}
      automatic=${settings?.automaticVariants}
      delay=${settings?.autocompleteDelay}
      selected=${selected}
      onValue=${this.chooseField}
      onToggle=${this.toggle}
      onAdd=${(/** @type {string[]} */ paths) => {
        const more = paths.filter((path) => !selected.has(path));
        this.change({ graphs: [...this.state.dashboard.graphs, ...more.map((path) => newGraph([path]))] }, `${more.length} graphs are added.`);
      }}
      onRemove=${(/** @type {string[]} */ paths) => {
        const { graphs } = this.state.dashboard;
        const left = graphs.filter(({ targets }) => targets.length !== 1 || !paths.includes(targets[0]));
        this.change({ graphs: left }, `${graphs.length - left.length} graphs are removed.`);
      }}
    />`;
  }

  /** @param {Set<string>} selected @param {boolean} searching */
  anyMetric(selected, searching) {
    return html`<${SearchBox}
          selected=${selected}
          onToggle=${this.toggle}
          onText=${(/** @type {string} */ text) => this.setState({ searching: Boolean(text.trim()) })}
          onFocusWanted=${() => this.setState({ sidebar: true })}
        />
        <${MetricTree} selected=${selected} hidden=${searching} onToggle=${this.toggle} onCount=${() => {}} />`;
  }

  toolbar() {
    const { dashboard, past, template } = this.state;
    const saved = Boolean(dashboard.name) && !template;
    const some = dashboard.graphs.length > 0;
    const changed = this.changed();
    return html`
      <div class="dashboard-bar">
        <h2>
          ${dashboard.name || 'New dashboard'}
          ${changed && html`<span class="unsaved" title="Not saved">●<span class="sr-only"> not saved</span></span>`}
        </h2>
        ${template && this.templateValue(template)}
        <div class="copies">
          <button data-action="find" title="Find a dashboard (f)" onClick=${() => this.setState({ dialog: { kind: 'find' } })}>
            <${Icon} name="find" />Find
          </button>
          <button data-action="new" title="A new dashboard" onClick=${() => this.open('')}><${Icon} name="plus" />New</button>
          <button data-action="save" title="Save (s)" disabled=${!some} class=${changed ? 'primary' : ''} onClick=${this.save}>
            <${Icon} name="save" />Save
          </button>
          <button data-action="undo" title="Take the last change back (Ctrl+Z)" disabled=${!past.length} onClick=${this.undo}>
            <${Icon} name="undo" /><span class="word">Undo</span>
          </button>
          <${Menu}>
            ${item('graph', 'Add an empty graph', () =>
              this.setState({ dialog: { kind: 'edit', index: -1 } }))}
            ${item('save-as', 'Save as …', this.saveAs, some)} ${item('template', 'Save as a template …', this.makeTemplate, some)}
            ${item('rename', 'Rename …', this.rename, saved)} ${item('share', 'Share …', this.share, some)}
            ${item('json', 'JSON: export, import, edit …', () => this.setState({ dialog: { kind: 'json' } }))}
            ${item('images', dashboard.images ? 'Show charts' : 'Show images only', () => this.change({ images: !dashboard.images }), some)}
            ${SIZES.map(([width, height]) =>
              item(`size-${width}`, `Size ${width} × ${height}`, () => this.change({ width, height }), true, dashboard.width === width))}
            ${item('clear', 'Remove all graphs', () => this.change({ graphs: [] }, 'All graphs are removed.'), some)}
            ${item('delete', 'Delete the dashboard …', this.remove, saved)}
            <a role="menuitem" href=${dashboardUrl('help')}>Keys</a>
          <//>
        </div>
      </div>
    `;
  }

  /** @param {{name: string, value: string}} template */
  templateValue({ name, value }) {
    return html`<label class="value">
      Value
      <input type="text" class="code" name="template-value" value=${value} autocomplete="off" spellcheck=${false}
        onChange=${(/** @type {any} */ event) => event.target.value.trim() && this.open(`${name}/${event.target.value.trim()}`)} />
    </label>`;
  }

  empty() {
    return html`<section class="panel empty">
      <div>
        <${Icon} name="grid" />
        <h3>A dashboard is made of graphs</h3>
        <p class="beside">Click metrics beside this, or press <kbd>/</kbd> to find one: each becomes a graph. Then save it under a name.</p>
        <p class="above">Open the metrics with the button at the top: each one you choose becomes a graph. Then save it under a name.</p>
        <div class="copies">
          <button onClick=${() => this.setState({ dialog: { kind: 'find' } })}><${Icon} name="find" />Find a dashboard</button>
          <button onClick=${() => this.setState({ dialog: { kind: 'json' } })}><${Icon} name="copy" />From JSON</button>
        </div>
      </div>
    </section>`;
  }

  dialog() {
    const { dialog, dashboard } = this.state;
    switch (dialog?.kind) {
      case 'find':
        return html`<${FindDialog}
          current=${dashboard.name}
          onOpen=${(/** @type {string} */ path) => {
            this.close();
            this.open(path);
          }}
          onDeleted=${(/** @type {string} */ kind, /** @type {string} */ name) =>
            kind === 'dashboard' && name === dashboard.name && this.setState({ kept: '', tag: '' })}
          onClose=${this.close}
        />`;
      case 'question':
        return html`<${Question} ...${dialog} onClose=${this.close} />`;
      case 'form':
        return html`<${Form} key=${dialog.title} ...${dialog} onClose=${this.close} />`;
      case 'edit':
        return this.editDialog(dialog);
      case 'options':
        return this.optionsDialog(dialog.index);
      case 'json':
        return html`<${JsonDialog}
          name=${dashboard.name}
          state=${writeDashboard(dashboard)}
          onState=${(/** @type {any} */ state) => {
            const read = readDashboard(state, this.state.settings?.refresh);
            this.change({ ...read, name: dashboard.name || read.name });
            this.close();
          }}
          onClose=${this.close}
        />`;
      case 'history':
        return this.history(dialog.graph);
      case 'share':
        return html`<${ShareDialog} ...${dialog} onClose=${this.close} />`;
      default:
        return null;
    }
  }

  /** @param {{index: number}} dialog the place of the graph; -1 for a new one */
  editDialog({ index }) {
    const { graphs } = this.state.dashboard;
    const keep = (/** @type {Graph} */ graph) => {
      if (index >= 0) {
        this.replaceGraph(index, graph);
      } else if (graph.targets.length) {
        this.change({ graphs: [...graphs, graph] });
      }
    };
    return html`<${EditDialog}
      key=${index}
      graph=${graphs[index] ?? newGraph([])}
      onDone=${(/** @type {Graph} */ graph) => {
        keep(graph);
        this.close();
      }}
      onMove=${(/** @type {number} */ by) => {
        if (index >= 0) {
          this.move(index, by);
          this.close();
        }
      }}
      onOptions=${(/** @type {Graph} */ graph) => {
        keep(graph);
        this.setState({ dialog: { kind: 'options', index: index < 0 ? graphs.length : index } });
      }}
      onBreakOut=${(/** @type {Graph} */ graph) => this.breakOut(index < 0 ? graphs.length : index, graph)}
      onClose=${this.close}
    />`;
  }

  /** @param {number} index */
  optionsDialog(index) {
    const graph = this.state.dashboard.graphs[index];
    return (
      graph &&
      html`<${OptionsDialog}
        values=${Object.fromEntries(graph.params)}
        note="A graph with an option that the chart does not know is shown as an image."
        without=${['width', 'height']}
        onChange=${(/** @type {string} */ name, /** @type {string} */ value) => {
          const now = this.state.dashboard.graphs[index];
          const others = now.params.filter(([known]) => known !== name);
          this.replaceGraph(index, { ...now, params: value ? [...others, [name, value]] : others });
        }}
        onClose=${this.close}
      />`
    );
  }

  /** @param {Graph} graph */
  history(graph) {
    return html`<${Dialog} title=${titleOf(graph)} wide=${true} onClose=${this.close}>
      <div class="history">
        ${HISTORY.map(([from, label]) => {
          const state = graphState({ ...this.state.dashboard, from, until: '' }, graph);
          return html`<figure key=${from}>
            <figcaption>${label}</figcaption>
            <img src=${renderUrl(renderQuery(state, { width: 600, height: 260 }))} alt=${`${titleOf(graph)}, ${label}`} />
          </figure>`;
        })}
      </div>
    <//>`;
  }
}

/** Properties: `url`, `short`, `temporary`, `onClose()`. */
class ShareDialog extends Component {
  state = { copied: '' };

  render() {
    const { url, short, temporary, onClose } = this.props;
    const line = (/** @type {string} */ label, /** @type {string} */ address) => html`<div class="line" key=${label}>
      <input type="text" class="code" readonly aria-label=${label} value=${address} data-share=${label}
        onFocus=${(/** @type {any} */ event) => event.target.select()} />
      <span class="copies"><button onClick=${async () => (await copyText(address)) && this.setState({ copied: label })}>
        <${Icon} name=${this.state.copied === label ? 'check' : 'copy'} />Copy
      </button></span>
    </div>`;
    return html`<${Dialog} title="Share the dashboard" onClose=${onClose}>
      ${temporary && html`<p class="hint">The dashboard as you see it is kept under a temporary name.</p>`}
      ${line('Address', url)} ${line('Short address', short)}
    <//>`;
  }
}

/** Actions that are needed less often; closes when one is chosen or the focus leaves. */
class Menu extends Component {
  state = { open: false };

  left = (/** @type {FocusEvent} */ event) => {
    const menu = /** @type {Element} */ (event.currentTarget);
    if (!menu.contains(/** @type {Node | null} */ (event.relatedTarget))) {
      this.setState({ open: false });
    }
  };

  keyPressed = (/** @type {KeyboardEvent} */ event) => {
    const menu = /** @type {Element} */ (event.currentTarget);
    const items = /** @type {HTMLElement[]} */ ([...menu.querySelectorAll('[role=menuitem]:not(:disabled)')]);
    const at = items.indexOf(/** @type {any} */ (document.activeElement));
    if (event.key === 'Escape' && this.state.open) {
      this.setState({ open: false });
      /** @type {HTMLElement} */ (menu.querySelector('[data-action=more]')).focus();
    } else if (event.key === 'ArrowDown' && this.state.open) {
      items[(at + 1) % items.length].focus();
    } else if (event.key === 'ArrowUp' && this.state.open) {
      items[(at - 1 + items.length) % items.length].focus();
    } else {
      return;
    }
    event.preventDefault();
  };

  render() {
    const { open } = this.state;
    return html`<div class="more" onFocusOut=${this.left} onKeyDown=${this.keyPressed}>
      <button data-action="more" aria-label="More" title="More" aria-haspopup="menu" aria-expanded=${String(open)}
        onClick=${() => this.setState({ open: !open })}><${Icon} name="more" /></button>
      ${open && html`<div class="menu-list" role="menu" onClick=${() => this.setState({ open: false })}>${this.props.children}</div>`}
    </div>`;
  }
}

/** @param {string} action @param {string} label @param {() => void} onClick @param {boolean} [enabled] @param {boolean} [current] */
function item(action, label, onClick, enabled = true, current = false) {
  return html`<button key=${action} role="menuitem" data-action=${action} disabled=${!enabled} onClick=${onClick}>
    ${label}${current && html` <${Icon} name="check" />`}
  </button>`;
}

/** The metrics or patterns within all calls of a target. @param {string} target @returns {string[]} */
function innermost(target) {
  const inner = unwrap(target);
  return inner.length === 1 && inner[0] === target ? [target] : [...new Set(inner.flatMap(innermost))];
}

/** What this browser was told to remember. @param {string} name */
function remembered(name) {
  try {
    return localStorage.getItem(`dashboard ${name}`) ?? '';
  } catch {
    return '';
  }
}

/** @param {string} name @param {string} value */
function remember(name, value) {
  try {
    localStorage.setItem(`dashboard ${name}`, value);
  } catch {
    // Storage is forbidden here: the choice lasts as long as the page.
  }
}
