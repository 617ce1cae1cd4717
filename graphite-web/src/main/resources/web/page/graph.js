// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The panel with the graph: chart or image, what is said when there is none, and the legend.

import { Component, createRef, html } from './libraries.js';
import { seriesColor } from './colors.js';
import { Icon } from './icons.js';
import { Legend } from './legend.js';
import { Plot, valueAt } from './plot.js';
import { align, summarize } from './series.js';
import { formatWindow } from './time.js';
import { extraValue } from './url.js';

/** @import { Answer } from './api.js' */
/** @import { GraphState } from './url.js' */
/** @import { Series } from './series.js' */

/** Milliseconds a new size must last before the data is asked for again. */
const SETTLE = 250;
/** Height of a line of the legend in CSS pixels; page.css says the same. */
const LINE = 26;

/**
 * Properties: `graph` (GraphState), `answers`, `events` (of the time drawn), `withEvents`, `onEvents()`, `loading`, `times` (first and last drawn, if known), `zone`,
 * `dark`, `imageUrl`, `empty` (shown without any target), `actions` (buttons beside the title), `onSize(width, height)`,
 * `onZoom(from, until)`, `onWiden()`, `onView(view)`.
 */
export class GraphPanel extends Component {
  state = {
    hidden: /** @type {Set<string>} */ (new Set()),
    hover: /** @type {number | undefined} */ (undefined),
    brokenImage: '',
  };
  /** @type {{current: any}} */
  stage = createRef();
  /** @type {{current: any}} */
  plot = createRef();
  /** @type {number | undefined} */
  settling;
  sizes = new ResizeObserver(() => {
    clearTimeout(this.settling);
    this.settling = setTimeout(this.measure, SETTLE);
  });

  componentDidMount() {
    this.measure();
    this.sizes.observe(this.stage.current);
  }

  componentWillUnmount() {
    this.sizes.disconnect();
    clearTimeout(this.settling);
  }

  measure = () => {
    const { clientWidth, clientHeight } = this.stage.current.firstElementChild;
    this.props.onSize(clientWidth, clientHeight);
  };

  /** @param {any} before */
  componentDidUpdate(before) {
    if (before.graph.view !== this.props.graph.view) {
      this.measure();
    }
  }

  /** @param {string} name @param {boolean} alone */
  toggle = (name, alone) => {
    const names = this.rows().series.map((/** @type {Series} */ { name }) => name);
    const { hidden } = this.state;
    const isAlone = names.every((/** @type {string} */ other) => other === name || hidden.has(other));
    if (alone) {
      this.setState({ hidden: new Set(isAlone ? [] : names.filter((/** @type {string} */ other) => other !== name)) });
    } else {
      this.setState({ hidden: hidden.symmetricDifference(new Set([name])) });
    }
  };

  /** The series of the answers, their summaries and common rows: the same objects for the same answers. */
  rows() {
    const answers = /** @type {Answer[]} */ (this.props.answers);
    if (this.made?.answers !== answers) {
      const series = answers.flatMap((answer) => answer.series);
      const summaries = series.map(({ values }) => summarize(values));
      this.made = { answers, series, summaries, columns: align(series) };
    }
    return this.made;
  }
  /** @type {any} */
  made;

  render() {
    const { graph, dark, zone, times, loading, withEvents, onEvents } = this.props;
    const { series } = this.rows();
    const colors = series.map((/** @type {Series} */ _, /** @type {number} */ index) => seriesColor(index, dark));
    const title = extraValue(graph, 'title');
    const message = this.message(series);
    const image = graph.view === 'image';
    const both = graph.view === 'both' && !this.nothing();
    const charted = !message && !image;
    return html`
      <section class="panel graph" aria-label="Graph" aria-busy=${String(loading)}
        data-ready=${!loading && (charted || image) ? '' : undefined}
        data-events=${this.props.events.length || undefined}>
        <div class=${'progress' + (loading ? ' on' : '')}></div>
        <header>
          ${title && html`<h2>${title}</h2>`}
          <span class="shown">${times && formatWindow(times, zone)}</span>
          ${this.props.actions}
          <div class="segments">
            <button aria-pressed=${String(withEvents)} title="Show events" onClick=${onEvents}>
              <${Icon} name="event" /><span>Events</span>
            </button>
          </div>
          <div class="segments views" role="group" aria-label="Show as">
            ${this.viewButton('chart', 'Chart')} ${this.viewButton('image', 'Image')}
            ${this.viewButton('both', 'Both')}
          </div>
        </header>
        <div class=${'stage' + (both ? ' both' : '')} ref=${this.stage}>
          <div class="cell">
            ${image && !this.nothing() ? this.image() : message || this.chart(series, colors)}
          </div>
          ${both && html`<div class="cell">${this.image()}</div>`}
        </div>
        ${charted ? this.legend(series, colors) : loading && !image && this.placeOfLegend()}
      </section>
    `;
  }

  /** @param {Series[]} series @param {string[]} colors */
  chart(series, colors) {
    const { graph, zone, dark, onZoom, onWiden } = this.props;
    const number = (/** @type {string} */ name) => {
      const text = extraValue(graph, name);
      return text && Number.isFinite(Number(text)) ? Number(text) : undefined;
    };
    const drawing = {
      lineMode: extraValue(graph, 'lineMode'),
      areaMode: extraValue(graph, 'areaMode'),
      yMin: number('yMin') ?? number('min'),
      yMax: number('yMax') ?? number('max'),
    };
    return html`<${Plot}
      ref=${this.plot}
      series=${series}
      columns=${this.rows().columns}
      colors=${colors}
      hidden=${this.state.hidden}
      events=${this.props.events}
      zone=${zone}
      dark=${dark}
      drawing=${drawing}
      onZoom=${onZoom}
      onWiden=${onWiden}
      onHover=${(/** @type {number | undefined} */ hover) =>
        hover !== this.state.hover && this.setState({ hover })}
    />`;
  }

  /** @param {Series[]} series @param {string[]} colors */
  legend(series, colors) {
    const { hover, hidden } = this.state;
    const { columns, summaries } = this.rows();
    const atPointer = columns.slice(1).map((/** @type {any} */ column) => valueAt(column, hover ?? 0));
    return html`<${Legend}
      series=${series}
      colors=${colors}
      hidden=${hidden}
      summaries=${summaries}
      atPointer=${hover === undefined ? undefined : atPointer}
      onToggle=${this.toggle}
      onFocus=${(/** @type {number | undefined} */ index) => this.plot.current?.focus(index)}
    />`;
  }

  /** Keeps the place of the legend while the data is on its way, a line for each target. */
  placeOfLegend() {
    const lines = this.props.graph.targets.filter((/** @type {any} */ { enabled }) => enabled).length;
    return html`<div class="legend" style=${{ height: `${1 + LINE * (1 + lines)}px` }}></div>`;
  }

  image() {
    const { imageUrl } = this.props;
    if (this.state.brokenImage === imageUrl) {
      return html`<div class="message">
        <${Icon} name="warning" />
        <h3>The server could not draw this image</h3>
        <p>The chart view tells at which target it failed.</p>
      </div>`;
    }
    return html`<img
      class="rendered"
      src=${imageUrl}
      alt="The graph as the server draws it"
      onError=${() => this.setState({ brokenImage: imageUrl })}
    />`;
  }

  nothing() {
    return !this.props.graph.targets.some((/** @type {any} */ { enabled }) => enabled);
  }

  /** What stands in place of a chart; nothing where there is one. @param {Series[]} series */
  message(series) {
    const { answers, loading, empty } = this.props;
    if (this.nothing()) {
      return empty;
    }
    if (series.some(({ values }) => values.some((value) => value !== null))) {
      return null;
    }
    if (loading) {
      return html`<div class="message"><p>Loading …</p></div>`;
    }
    const failed = answers.some((/** @type {Answer} */ { error }) => error);
    return html`<div class="message">
      <${Icon} name=${failed ? 'warning' : 'chart'} />
      <h3>
        ${failed ? 'Nothing could be drawn' : series.length ? 'No values in this range' : 'No metric of that name'}
      </h3>
      <p>
        ${failed
          ? 'The reason stands at the target below.'
          : series.length
            ? 'The metric exists, but nothing was stored in this time. Try a longer range.'
            : 'Look for it in the tree, or use * where you are not sure.'}
      </p>
    </div>`;
  }

  /** @param {'chart' | 'image' | 'both'} view @param {string} label */
  viewButton(view, label) {
    const pressed = this.props.graph.view === view;
    return html`<button aria-pressed=${String(pressed)} title=${label} onClick=${() => this.props.onView(view)}>
      <${Icon} name=${view === 'both' ? 'split' : view} /><span>${label}</span>
    </button>`;
  }
}
