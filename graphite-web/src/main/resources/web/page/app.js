// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The page: holds the state, mirrors it in the address, and asks for the data it needs.

import { Component, html } from './libraries.js';
import { mayEdit, whoAmI } from './account.js';
import { events as findEvents, pageUrl, render, renderUrl, saveGraph, shorten } from './api.js';
import { seriesColor } from './colors.js';
import { Form } from './dialog.js';
import { FunctionDialog } from './functions.js';
import { GraphPanel } from './graph.js';
import { Header } from './header.js';
import { Icon } from './icons.js';
import { Live } from './live.js';
import { OptionsDialog } from './options.js';
import { RangeBar } from './range.js';
import { OpenDialog } from './saved.js';
import { SearchBox } from './search.js';
import { ShareBar } from './share.js';
import { TargetList } from './targets.js';
import { isDark, onSystemTheme } from './theme.js';
import { slice, zoneOf } from './time.js';
import { MetricTree } from './tree.js';
import { NoMetrics, NoTargets } from './welcome.js';
import { enabledTargets, extraValue, pageQuery, parseState, pollSeconds, renderQuery, toggleTarget, withExtra } from './url.js';

/** @import { Answer, Event } from './api.js' */
/** @import { GraphState } from './url.js' */

/** The parameter that names the tags of events to show. */
const EVENTS = 'events';
const MOST_EVENTS = 500;
/** Changes that can be taken back. */
const MOST_UNDONE = 100;
/** @type {Event[]} */
const NONE = [];

export class App extends Component {
  state = {
    graph: parseState(location.search),
    answers: /** @type {Answer[]} */ ([]),
    events: /** @type {Event[]} */ ([]),
    loading: false,
    /** When the graph was last asked for past the server's caches; 0 is never. */
    fresh: 0,
    size: { width: 0, height: 0 },
    /** Roots of the tree; undefined until known. */
    roots: /** @type {number | undefined} */ (undefined),
    searching: false,
    sidebar: false,
    dark: isDark(),
    /** Whether who looks at it may save; undefined until known. */
    mayEdit: /** @type {boolean | undefined} */ (undefined),
    /** The window that is open. */
    dialog: /** @type {'' | 'function' | 'options' | 'save' | 'open'} */ (''),
    /** Why the last save failed. */
    saveError: '',
    /** Graphs before each change, the last one last. */
    past: /** @type {GraphState[]} */ ([]),
  };
  /** @type {AbortController | undefined} */
  request;
  /** @type {number | undefined} */
  timer;
  live = new Live(() => this.schedule());

  componentDidMount() {
    addEventListener('popstate', this.addressChanged);
    document.addEventListener('visibilitychange', this.seen);
    onSystemTheme(this.themeChanged);
    whoAmI().then((who) => this.setState({ mayEdit: mayEdit(who) }));
    this.nameWindow();
  }

  themeChanged = () => this.setState({ dark: isDark() });

  /** Back, forward, or an address edited by hand. */
  addressChanged = () => {
    const graph = parseState(location.search);
    this.setState({ graph, fresh: 0 }, () => {
      this.nameWindow();
      this.load();
    });
  };

  /** Changes the graph, and with it the address. @param {Partial<GraphState>} change */
  change = (change) => {
    const graph = { ...this.state.graph, ...change };
    const query = pageQuery(graph);
    if (query !== pageQuery(this.state.graph)) {
      history.pushState(null, '', query || location.pathname);
    }
    const { past } = this.state;
    this.setState({ graph, fresh: 0, past: [...past, this.state.graph].slice(-MOST_UNDONE) }, () => {
      this.nameWindow();
      this.load();
    });
  };

  undo = () => {
    const past = [...this.state.past];
    const graph = past.pop();
    if (graph) {
      this.change(graph);
      this.setState({ past });
    }
  };

  closeDialog = () => this.setState({ dialog: '', saveError: '' });

  /** @param {{name: string}} values */
  save = async ({ name }) => {
    try {
      await saveGraph(name.trim(), renderUrl(renderQuery(this.state.graph)));
      this.closeDialog();
    } catch (failure) {
      this.setState({ saveError: /** @type {Error} */ (failure).message });
    }
  };

  /** @param {string} text */
  toggle = (text) => this.change(toggleTarget(this.state.graph, text));

  /** Adds a target, or opens the graph of a pasted render address. @param {string} text */
  add = (text) => {
    const pasted = /^https?:\/\/[^?]+(\?.*)$/s.exec(text);
    if (pasted) {
      this.change(parseState(pasted[1]));
    } else if (text && !this.state.graph.targets.some((target) => target.text === text)) {
      this.change({ targets: [...this.state.graph.targets, { text, enabled: true }] });
    }
  };

  nameWindow() {
    const { graph } = this.state;
    const title = extraValue(graph, 'title') ?? enabledTargets(graph)[0];
    document.title = title ? `${title} – Graphite` : 'Graphite';
  }

  /** @param {number} [fresh] a number never used before, to pass by every cache */
  async load(fresh = 0) {
    this.request?.abort();
    clearTimeout(this.timer);
    this.follow();
    const { graph, size } = this.state;
    const targets = enabledTargets(graph);
    if (!targets.length || !size.width) {
      this.setState({ answers: [], loading: false });
      return;
    }
    const request = new AbortController();
    this.request = request;
    this.setState({ loading: true, fresh });
    const options = { maxDataPoints: size.width, fresh, signal: request.signal };
    const answers = await render(graph, targets, options).catch(() => undefined);
    if (answers && request === this.request) {
      const shown = fresh ? keepDrawn(this.state.answers, answers) : answers;
      this.setState({ answers: shown, loading: false }, () => {
        this.schedule();
        this.loadEvents(request);
      });
    }
  }

  /** The events of the time drawn, if the graph shows any. @param {AbortController} request */
  async loadEvents(request) {
    const tags = extraValue(this.state.graph, EVENTS);
    const times = this.timesDrawn();
    if (!tags || !times) {
      this.setState({ events: NONE });
      return;
    }
    const [from, until] = times.map(String);
    const { events: before } = this.state;
    const found = await findEvents({ tags, from, until, limit: MOST_EVENTS }, request.signal).catch(() => before);
    if (request === this.request && JSON.stringify(found) !== JSON.stringify(before)) {
      this.setState({ events: found });
    }
  }

  /** Shows all events, or none. */
  toggleEvents = () => {
    const { extra } = this.state.graph;
    const others = extra.filter(([name]) => name !== EVENTS);
    this.change({ extra: others.length === extra.length ? [...extra, [EVENTS, '*']] : others });
  };

  reload = () => this.load(Date.now());

  /** The page is seen again, or no more. */
  seen = () => {
    this.live.reopenSoon();
    this.schedule();
  };

  /** Plans the next refresh, only of events if the server tells what else is new; a page nobody sees waits. */
  schedule = () => {
    clearTimeout(this.timer);
    const { refresh } = this.state.graph;
    if (refresh && !document.hidden) {
      this.timer = setTimeout(this.live.works ? this.reloadEvents : this.reload, pollSeconds(refresh) * 1000);
    }
  };

  /** Of events no stream tells: they are asked for while the series are followed. */
  reloadEvents = async () => {
    if (this.request) {
      await this.loadEvents(this.request);
    }
    this.schedule();
  };

  /** Has the server tell what is new, if the graph is to be refreshed and is a chart up to now. */
  follow() {
    const { graph, size } = this.state;
    const targets = graph.refresh && graph.view === 'chart' && !graph.until && size.width ? enabledTargets(graph) : [];
    const options = { format: 'json', maxDataPoints: size.width };
    this.live.setEvery(graph.refresh);
    this.live.follow(
      this,
      targets.map((target) => ({ target, query: renderQuery(graph, { ...options, targets: [target] }) })),
      this.told,
    );
  }

  told = (/** @type {Answer[]} */ answers) => {
    const targets = enabledTargets(this.state.graph);
    if (answers.length === targets.length && answers.every(({ target }, index) => target === targets[index])) {
      this.setState({ answers });
    }
  };

  /** @param {number} width @param {number} height */
  resized = (width, height) => {
    const { size } = this.state;
    if (width && height && (width !== size.width || height !== size.height)) {
      this.setState({ size: { width, height } }, () => width !== size.width && this.load());
    }
  };

  /** The first and last time drawn now. @returns {[number, number] | undefined} */
  timesDrawn() {
    const { answers, graph } = this.state;
    const rows = answers.flatMap(({ series }) => series.map(({ times }) => times)).filter(({ length }) => length);
    if (rows.length) {
      return [Math.min(...rows.map((row) => row[0])), Math.max(...rows.map((row) => row[row.length - 1]))];
    }
    const absolute = /^\d+$/;
    return absolute.test(graph.from) && absolute.test(graph.until)
      ? [Number(graph.from), Number(graph.until)]
      : undefined;
  }

  /** The colour of each target that gave exactly one series. */
  targetColors() {
    const { answers, dark } = this.state;
    /** @type {Map<string, string>} */
    const colors = new Map();
    let index = 0;
    for (const { target, series } of answers) {
      if (series.length === 1) {
        colors.set(target, seriesColor(index, dark));
      }
      index += series.length;
    }
    return colors;
  }

  render() {
    const { graph, answers, events, loading, size, fresh, dark, roots, sidebar } = this.state;
    const closeSidebar = () => this.setState({ sidebar: false });
    const times = this.timesDrawn();
    const widen = () => times && this.change(slice(times, -0.5, 1.5));
    return html`
      <${Header} here="Composer" onTheme=${this.themeChanged} sidebar=${sidebar} onSidebar=${() => this.setState({ sidebar: !sidebar })} />
      <div class=${'body' + (sidebar ? ' with-sidebar' : '')}>
        ${this.sidebar()}
        <button class="shade" aria-label="Close the metrics" tabindex="-1" onClick=${closeSidebar}></button>
        <main id="main">
          <${RangeBar}
            from=${graph.from}
            until=${graph.until}
            refresh=${graph.refresh}
            times=${times}
            loading=${loading}
            onRange=${this.change}
            onRefresh=${(/** @type {number} */ refresh) => this.change({ refresh })}
            onReload=${this.reload}
          />
          <${GraphPanel}
            graph=${graph}
            answers=${answers}
            events=${events}
            withEvents=${Boolean(extraValue(graph, EVENTS))}
            onEvents=${this.toggleEvents}
            loading=${loading}
            times=${times}
            zone=${zoneOf(extraValue(graph, 'tz'))}
            dark=${dark}
            imageUrl=${renderUrl(renderQuery(graph, { ...size, fresh }))}
            actions=${this.actions()}
            empty=${roots === 0 ? html`<${NoMetrics} />` : html`<${NoTargets} onAdd=${this.add} />`}
            onSize=${this.resized}
            onZoom=${(/** @type {number} */ from, /** @type {number} */ until) =>
              this.change({ from: String(from), until: String(until) })}
            onWiden=${widen}
            onView=${(/** @type {GraphState['view']} */ view) => this.change({ view })}
          />
          <${TargetList}
            targets=${graph.targets}
            answers=${answers}
            colors=${this.targetColors()}
            loading=${loading}
            onChange=${(/** @type {GraphState['targets']} */ targets) => this.change({ targets })}
            onAdd=${this.add}
            onFunctions=${() => this.setState({ dialog: 'function' })}
            onUndo=${this.state.past.length ? this.undo : undefined}
          />
          <${ShareBar} urls=${this.urls()} shorten=${() => shorten('render/' + renderQuery(graph, size))} disabled=${!enabledTargets(graph).length} />
        </main>
      </div>
      ${this.dialog()}
    `;
  }

  actions() {
    const some = this.state.graph.targets.length > 0;
    const button = (
      /** @type {any} */ dialog,
      /** @type {any} */ icon,
      /** @type {string} */ label,
      /** @type {boolean} */ enabled,
    ) => html`<button data-action=${dialog} title=${label} disabled=${!enabled} onClick=${() => this.setState({ dialog })}>
      <${Icon} name=${icon} /><span>${label}</span>
    </button>`;
    return html`<div class="segments" role="group" aria-label="Graph">
      ${button('open', 'folder', 'Open', true)} ${this.state.mayEdit !== false && button('save', 'save', 'Save', some)}
      ${button('options', 'options', 'Options', true)}
    </div>`;
  }

  dialog() {
    const { dialog, graph, saveError } = this.state;
    switch (dialog) {
      case 'function':
        return html`<${FunctionDialog}
          targets=${graph.targets.map(({ text }) => text)}
          chosen=${graph.targets.flatMap(({ enabled }, index) => (enabled ? [index] : []))}
          onApply=${(/** @type {string[]} */ texts) => {
            this.change({ targets: texts.map((text) => kept(graph.targets, text)) });
            this.closeDialog();
          }}
          onClose=${this.closeDialog}
        />`;
      case 'options':
        return html`<${OptionsDialog}
          values=${Object.fromEntries(graph.extra)}
          note="The chart follows title, line and area mode, the limits of the y axis and the zone; the image follows all."
          onChange=${(/** @type {string} */ name, /** @type {string} */ value) => this.change(withExtra(this.state.graph, name, value))}
          onClose=${this.closeDialog}
        />`;
      case 'save':
        return html`<${Form}
          title="Save the graph"
          fields=${[{ name: 'name', label: 'Name', value: extraValue(graph, 'title') ?? '', hint: 'team.load' }]}
          note="Dots make folders. A graph of the same name is replaced."
          action="Save"
          error=${saveError}
          onSubmit=${this.save}
          onClose=${this.closeDialog}
        />`;
      case 'open':
        return html`<${OpenDialog}
          onOpen=${(/** @type {string} */ query) => {
            this.change(parseState(query));
            this.closeDialog();
          }}
          onClose=${this.closeDialog}
        />`;
      default:
        return null;
    }
  }

  urls() {
    const { graph, size } = this.state;
    return {
      Image: renderUrl(renderQuery(graph, size)),
      JSON: renderUrl(renderQuery(graph, { format: 'json', maxDataPoints: size.width })),
      CSV: renderUrl(renderQuery(graph, { format: 'csv' })),
      Page: pageUrl(pageQuery(graph)),
    };
  }

  sidebar() {
    const { graph, searching } = this.state;
    const selected = new Set(graph.targets.map(({ text }) => text));
    return html`
      <nav id="sidebar" aria-label="Metrics"
        onKeyDown=${(/** @type {KeyboardEvent} */ event) =>
          event.key === 'Escape' && !event.defaultPrevented && this.setState({ sidebar: false })}>
        <${SearchBox}
          selected=${selected}
          onToggle=${this.toggle}
          onText=${(/** @type {string} */ text) => this.setState({ searching: Boolean(text.trim()) })}
          onFocusWanted=${() => this.setState({ sidebar: true })}
        />
        <${MetricTree}
          selected=${selected}
          hidden=${searching}
          onToggle=${this.toggle}
          onCount=${(/** @type {number | undefined} */ roots) => this.setState({ roots })}
        />
      </nav>
    `;
  }
}

/** A target as it was, or a new one. @param {GraphState['targets']} targets @param {string} text */
function kept(targets, text) {
  return targets.find((target) => target.text === text) ?? { text, enabled: true };
}

/**
 * A refresh that failed keeps what was drawn before, beside the reason.
 * @param {Answer[]} before
 * @param {Answer[]} answers
 */
function keepDrawn(before, answers) {
  return answers.map((answer) => {
    const drawn = before.find(({ target }) => target === answer.target);
    return answer.error && drawn ? { ...answer, series: drawn.series } : answer;
  });
}
