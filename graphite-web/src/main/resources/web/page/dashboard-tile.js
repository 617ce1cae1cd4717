// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// One graph of a dashboard: chart or image, its legend, its buttons.

import { Component, createRef, html } from './libraries.js';
import { events as findEvents, imageError, pageUrl, render, renderUrl } from './api.js';
import { seriesColor } from './colors.js';
import { graphState, needsImage, titleOf } from './dashboard-state.js';
import { Icon } from './icons.js';
import { Plot, valueAt } from './plot.js';
import { align, formatValue } from './series.js';
import { zoneOf } from './time.js';
import { enabledTargets, extraValue, pageQuery, renderQuery } from './url.js';

/** @import { Answer, Event } from './api.js' */
/** @import { Dashboard, Graph } from './dashboard-state.js' */

/** Series that are named below a chart. */
const NAMED = 6;
/** Events that are shown at most. */
const MOST_EVENTS = 500;
/** What makes an image fit the dark theme, where the graph names no colours of its own. */
const DARK = /** @type {[string, string][]} */ ([
  ['bgcolor', '1c1f25'],
  ['fgcolor', 'e7e9ed'],
  ['majorGridLineColor', '3a404b'],
  ['minorGridLineColor', '2a2f38'],
]);
/** @type {Event[]} */
const NO_EVENTS = [];
/** @type {Set<string>} */
const NONE_HIDDEN = new Set();

/**
 * Properties: `dashboard`, `graph`, `fresh` (number of the refresh; changes when data is to be asked for again),
 * `tick` (changes when it is to be asked for again unless the server tells what is new), `live` (by whom it does),
 * `dark`, `drop` (`''`, `before`, `after` or `merge`), `dragged`, `onGrip(pointer event)`, `onKey(key)`,
 * `onEdit()`, `onClone()`, `onRemove()`, `onHistory()`, `onZoom(from, until)`.
 */
export class Tile extends Component {
  state = {
    answers: /** @type {Answer[] | undefined} */ (undefined),
    events: NO_EVENTS,
    loading: false,
    size: { width: 0, height: 0 },
    hover: /** @type {number | undefined} */ (undefined),
    imageFailure: '',
    loadedImage: '',
  };
  /** @type {{current: any}} */
  element = createRef();
  /** @type {{current: any}} */
  stage = createRef();
  visible = false;
  asked = '';
  ticks = 0;
  /** The refresh by time that events were asked for last. */
  eventTicks = 0;
  /** @type {AbortController | undefined} */
  request;
  sight = new IntersectionObserver(
    (entries) => {
      this.visible = entries[entries.length - 1].isIntersecting;
      this.update();
    },
    { rootMargin: '200px' },
  );
  sizes = new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = this.stage.current;
    if (width !== this.state.size.width || height !== this.state.size.height) {
      this.setState({ size: { width, height } }, this.update);
    }
  });

  componentDidMount() {
    this.sight.observe(this.element.current);
    this.sizes.observe(this.stage.current);
  }

  componentWillUnmount() {
    this.sight.disconnect();
    this.sizes.disconnect();
    this.request?.abort();
    this.props.live.follow(this, [], this.told);
  }

  componentDidUpdate() {
    this.update();
  }

  graph() {
    return graphState(this.props.dashboard, this.props.graph);
  }

  asImage() {
    return this.props.dashboard.images || needsImage(this.graph());
  }

  imageUrl() {
    const { fresh } = this.props;
    const graph = this.graph();
    const chosen = graph.extra.some(([name]) => name === 'template' || name === 'bgcolor');
    const extra = this.props.dark && !chosen ? [...DARK, ...graph.extra] : graph.extra;
    return renderUrl(renderQuery({ ...graph, extra }, { ...this.state.size, fresh: fresh + this.props.tick }));
  }

  /** Has the server tell what is new, if it is a chart up to now that someone sees. */
  follow() {
    const { dashboard, live } = this.props;
    const graph = this.graph();
    const width = this.state.size.width;
    const wanted = this.visible && width && dashboard.refresh && !dashboard.until && !this.asImage();
    live.follow(
      this,
      wanted
        ? enabledTargets(graph).map((target) => ({
            target,
            query: renderQuery(graph, { format: 'json', targets: [target], maxDataPoints: width }),
          }))
        : [],
      this.told,
    );
  }

  told = (/** @type {Answer[]} */ answers) => {
    const targets = enabledTargets(this.graph());
    if (answers.length === targets.length && answers.every(({ target }, index) => target === targets[index])) {
      this.setState({ answers });
    }
  };

  /** Asks for the data when it is not what is shown, and someone sees it. */
  update = () => {
    const { size } = this.state;
    const { fresh, tick, live } = this.props;
    this.follow();
    const ticks = live.works && !this.asImage() ? this.ticks : tick;
    this.ticks = ticks;
    const key = JSON.stringify([this.graph(), fresh, ticks, size.width, this.asImage()]);
    if (this.visible && size.width && key !== this.asked) {
      this.asked = key;
      this.load();
    } else if (this.visible && tick !== this.eventTicks && this.request) {
      // the server tells what is new of series, but not of events
      this.loadEvents(this.request);
    }
  };

  /** The events of the time drawn, if the graph shows any. @param {AbortController} request */
  async loadEvents(request) {
    this.eventTicks = this.props.tick;
    const tags = extraValue(this.graph(), 'events');
    const times = this.rows().series.map((/** @type {any} */ one) => one.times).filter((/** @type {any} */ { length }) => length);
    if (!tags || !times.length || this.asImage()) {
      return;
    }
    const from = String(Math.min(...times.map((/** @type {any} */ row) => row[0])));
    const until = String(Math.max(...times.map((/** @type {any} */ row) => row[row.length - 1])));
    const { events: before } = this.state;
    const found = await findEvents({ tags, from, until, limit: MOST_EVENTS }, request.signal).catch(() => before);
    if (request === this.request && JSON.stringify(found) !== JSON.stringify(before)) {
      this.setState({ events: found });
    }
  }

  async load() {
    this.request?.abort();
    const fresh = this.props.fresh + this.props.tick;
    const graph = this.graph();
    const targets = enabledTargets(graph);
    if (this.asImage() || !targets.length) {
      this.setState({ loading: false, answers: targets.length ? this.state.answers : [], imageFailure: '' });
      return;
    }
    const request = new AbortController();
    this.request = request;
    this.setState({ loading: true });
    const options = { maxDataPoints: this.state.size.width, fresh, signal: request.signal };
    const answers = await render(graph, targets, options).catch(() => undefined);
    if (answers && request === this.request) {
      this.setState({ answers, loading: false }, () => this.loadEvents(request));
    }
  }

  /** The series of the answers: the same objects for the same answers. */
  rows() {
    const { answers } = this.state;
    if (!this.made || this.made.answers !== answers) {
      const series = (answers ?? []).flatMap((answer) => answer.series);
      this.made = { answers, series, columns: align(series) };
    }
    return this.made;
  }
  /** @type {any} */
  made;

  keyPressed = (/** @type {KeyboardEvent} */ event) => {
    if (event.target === this.element.current && !event.ctrlKey && !event.metaKey && this.props.onKey(event)) {
      event.preventDefault();
    }
  };

  render() {
    const { graph, drop, dragged, dashboard } = this.props;
    const title = titleOf(graph);
    const image = this.asImage();
    const { loading, answers, loadedImage } = this.state;
    const ready = image ? Boolean(loadedImage) : Boolean(answers) && !loading;
    return html`
      <li
        ref=${this.element}
        class=${'tile panel' + (drop ? ` drop-${drop}` : '') + (dragged ? ' dragged' : '')}
        tabindex="0"
        data-graph=${graph.id}
        data-title=${title}
        data-ready=${ready ? '' : undefined}
        data-events=${this.state.events.length || undefined}
        aria-label=${title}
        onKeyDown=${this.keyPressed}
      >
        <div class=${'progress' + (loading ? ' on' : '')}></div>
        <header>
          <span
            class="grip"
            title="Drag to move; hold over another graph to merge"
            onPointerDown=${this.props.onGrip}
          ><${Icon} name="grip" /></span>
          <h2 title=${title}>${title}</h2>
          <span class="tools">
            ${this.tool('edit', 'Edit', this.props.onEdit)} ${this.tool('clone', 'Clone', this.props.onClone)}
            ${this.tool('history', 'History', this.props.onHistory)}
            <a class="quiet" aria-label=${`Open ${title} in the composer`} title="Open in the composer"
              href=${pageUrl(pageQuery(this.graph()))}><${Icon} name="chart" /></a>
            ${this.tool('trash', 'Remove', this.props.onRemove)}
          </span>
        </header>
        <div class="stage" ref=${this.stage} style=${{ height: `${dashboard.height}px` }}>
          ${!graph.targets.length
            ? html`<div class="message"><p>No target yet.</p>
                <span class="copies"><button onClick=${this.props.onEdit}>Edit</button></span></div>`
            : image
              ? this.image(title)
              : this.chart()}
        </div>
        ${!image && this.legend()}
        ${drop === 'merge' && html`<div class="merge-note">Drop to merge</div>`}
      </li>
    `;
  }

  /** @param {any} icon @param {string} label @param {() => void} onClick */
  tool(icon, label, onClick) {
    return html`<button class="quiet" data-tool=${icon} title=${label} aria-label=${`${label} ${titleOf(this.props.graph)}`}
      onClick=${onClick}><${Icon} name=${icon} /></button>`;
  }

  /** @param {string} title */
  image(title) {
    const { size, imageFailure } = this.state;
    if (!this.visible && !this.state.loadedImage) {
      return null;
    }
    const url = this.imageUrl();
    return html`
      ${size.width > 0 &&
      html`<img
        class="rendered"
        src=${url}
        alt=${title}
        hidden=${Boolean(imageFailure)}
        onLoad=${() => this.setState({ imageFailure: '', loadedImage: url })}
        onError=${async () => this.setState({ imageFailure: (await imageError(url)) || 'The server could not draw it.', loadedImage: url })}
      />`}
      ${imageFailure && this.failure(imageFailure)}
    `;
  }

  /** @param {string} text */
  failure(text) {
    return html`<div class="message" role="alert"><${Icon} name="warning" /><p class="error">${text}</p></div>`;
  }

  chart() {
    const { dark } = this.props;
    const { answers } = this.state;
    const { series, columns } = this.rows();
    if (!answers) {
      return null;
    }
    if (!series.some((/** @type {any} */ { values }) => values.some((/** @type {any} */ value) => value !== null))) {
      const failed = answers.find(({ error }) => error);
      return failed
        ? this.failure(`${failed.target}: ${failed.error}`)
        : html`<div class="message"><p>${series.length ? 'No values in this range.' : 'No metric of that name.'}</p></div>`;
    }
    const graph = this.graph();
    const number = (/** @type {string} */ name) => {
      const text = extraValue(graph, name);
      return text && Number.isFinite(Number(text)) ? Number(text) : undefined;
    };
    return html`<${Plot}
      series=${series}
      columns=${columns}
      colors=${this.colors()}
      hidden=${NONE_HIDDEN}
      events=${extraValue(graph, 'events') ? this.state.events : NO_EVENTS}
      zone=${zoneOf(extraValue(graph, 'tz'))}
      dark=${dark}
      drawing=${{
        lineMode: extraValue(graph, 'lineMode'),
        areaMode: extraValue(graph, 'areaMode'),
        yMin: number('yMin'),
        yMax: number('yMax'),
      }}
      onZoom=${this.props.onZoom}
      onWiden=${() => {}}
      onHover=${(/** @type {number | undefined} */ hover) => hover !== this.state.hover && this.setState({ hover })}
    />`;
  }

  colors() {
    return this.rows().series.map((/** @type {any} */ _, /** @type {number} */ index) => seriesColor(index, this.props.dark));
  }

  legend() {
    const { series, columns } = this.rows();
    const { hover, answers } = this.state;
    if (!series.length || extraValue(this.graph(), 'hideLegend') === 'true') {
      return null;
    }
    const colors = this.colors();
    const failed = answers?.filter(({ error }) => error) ?? [];
    return html`<ul class="names">
      ${series.slice(0, NAMED).map(
        (/** @type {any} */ { name }, /** @type {number} */ index) => html`<li key=${index} title=${name}>
          <i class="swatch" style=${{ background: colors[index] }}></i><span class="name">${name}</span>
          <b>${formatValue(hover === undefined ? lastOf(columns[index + 1]) : valueAt(columns[index + 1], hover))}</b>
        </li>`,
      )}
      ${series.length > NAMED && html`<li class="hint">and ${series.length - NAMED} more</li>`}
      ${failed.map(({ target, error }) => html`<li class="error" key=${target}><${Icon} name="warning" />${target}: ${error}</li>`)}
    </ul>`;
  }
}

/** The last value of a column. @param {(number | null | undefined)[]} column */
function lastOf(column) {
  return column.findLast((value) => value !== null && value !== undefined);
}
