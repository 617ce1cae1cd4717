// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The drawn chart: uPlot in a frame of its own size, with a note at the pointer.

import { Component, createRef, html, uPlot } from './libraries.js';
import { Icon } from './icons.js';
import { formatValue, isolated } from './series.js';
import { formatTime } from './time.js';

/** @import { Event } from './api.js' */
/** @import { Series } from './series.js' */

/** Pixels a selection must span to be a zoom and not a trembling click. */
const LEAST_DRAG = 6;
/** Pixels around the pointer in which a line is the one meant. */
const NEAR = 30;
/** Pixels from the pointer to a slot with values that stands for an empty one. */
const NEAR_SLOT = 24;
/** Pixels around an event's line in which the pointer means it. */
const NEAR_EVENT = 6;
/** Pixels an event's label may take. */
const LONGEST_LABEL = 160;
/** Pixels between the pointer, its note and the edge. */
const NOTE_MARGIN = 20;
/** Pixels a note takes at most. */
const WIDEST_NOTE = 420;
const FONT = '12px system-ui, sans-serif';

// Increment in seconds, label, then what a label adds when the year, the day or the minute turns.
const TIME_LABELS = [
  [3600 * 24 * 365, '{YYYY}', null, null, null, null, null, null, 1],
  [3600 * 24 * 28, '{MMM}', '\n{YYYY}', null, null, null, null, null, 1],
  [3600 * 24, '{D} {MMM}', '\n{YYYY}', null, null, null, null, null, 1],
  [60, '{HH}:{mm}', '\n{D} {MMM} {YYYY}', null, '\n{D} {MMM}', null, null, null, 1],
  [1, '{HH}:{mm}:{ss}', '\n{D} {MMM} {YYYY}', null, '\n{D} {MMM}', null, null, null, 1],
  [0.001, '{HH}:{mm}:{ss}.{fff}', null, null, null, null, null, null, 1],
];

/**
 * How the lines are drawn, as the render parameters of the same names say.
 * @typedef {{lineMode?: string, areaMode?: string, yMin?: number, yMax?: number}} Drawing
 */

/**
 * Properties: `events` (shown across the lines), `series`, `columns` (their common rows, from `align`), `colors` (one each), `hidden`
 * (set of names), `zone`, `dark`, `drawing`, `onZoom(from, until)`, `onWiden()`,
 * `onHover(index of the time, or nothing)`.
 */
export class Plot extends Component {
  state = { note: /** @type {any} */ (null) };
  /** @type {{current: any}} */
  frame = createRef();
  /** @type {any} */
  plot;
  sizes = new ResizeObserver(() => this.plot?.setSize(this.size()));

  componentDidMount() {
    this.draw();
    this.sizes.observe(this.frame.current);
  }

  componentWillUnmount() {
    this.sizes.disconnect();
    this.plot?.destroy();
  }

  /** @param {any} before */
  componentDidUpdate(before) {
    const now = this.props;
    const names = (/** @type {Series[]} */ series) => series.map(({ name }) => name).join('\n');
    const sameLook =
      names(before.series) === names(now.series) &&
      before.colors.join() === now.colors.join() &&
      before.dark === now.dark &&
      before.zone === now.zone &&
      JSON.stringify(before.drawing) === JSON.stringify(now.drawing);
    if (!sameLook) {
      this.draw();
    } else if (before.columns !== now.columns) {
      this.plot.setData(now.columns);
    }
    if (sameLook && before.events !== now.events) {
      this.plot.redraw(false);
    }
    if (!sameLook || before.hidden !== now.hidden) {
      this.showAndHide();
    }
  }

  size() {
    const { clientWidth, clientHeight } = this.frame.current;
    return { width: clientWidth, height: clientHeight };
  }

  draw() {
    this.plot?.destroy();
    this.plot = new uPlot(this.options(), this.props.columns, this.frame.current);
    this.showAndHide();
  }

  showAndHide() {
    const { series, hidden } = this.props;
    this.plot.batch(() =>
      series.forEach((/** @type {Series} */ { name }, /** @type {number} */ index) => {
        if (this.plot.series[index + 1].show === hidden.has(name)) {
          this.plot.setSeries(index + 1, { show: !hidden.has(name) });
        }
      }),
    );
  }

  /** Draws one series strongly and the others faintly; nothing draws all alike. */
  focus(/** @type {number | undefined} */ index) {
    this.plot?.setSeries(index === undefined ? null : index + 1, { focus: true });
  }

  options() {
    const { series, colors, zone, drawing } = this.props;
    const look = getComputedStyle(this.frame.current);
    const axis = {
      stroke: look.color,
      font: FONT,
      grid: { stroke: look.borderTopColor, width: 1 },
      ticks: { show: false },
    };
    return {
      ...this.size(),
      legend: { show: false },
      tzDate: (/** @type {number} */ seconds) => uPlot.tzDate(new Date(seconds * 1000), zone),
      padding: [12, 12, 0, 0],
      focus: { alpha: 0.25 },
      cursor: {
        y: false,
        drag: { x: true, y: false, setScale: false },
        points: { size: 7 },
        bind: { dblclick: () => () => this.props.onWiden() },
      },
      scales: { x: { time: true, range: timeRange }, y: { range: valueRange(drawing) } },
      axes: [
        { ...axis, space: 70, values: TIME_LABELS, size: 44 },
        { ...axis, space: 36, gap: 8, values: axisValues, size: axisSize },
      ],
      series: [
        {},
        ...series.map((/** @type {Series} */ { name }, /** @type {number} */ index) =>
          line(name, colors[index], series.length === 1, drawing),
        ),
      ],
      hooks: {
        drawClear: [() => this.drawBands()],
        draw: [() => this.drawEvents()],
        setCursor: [() => this.pointerMoved()],
        setSelect: [() => this.selected()],
      },
    };
  }

  eventColor() {
    return this.props.dark ? '#f5a623' : '#b45309';
  }

  /** The events that last, behind the lines. */
  drawBands() {
    const { ctx, bbox } = this.plot;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.fillStyle = this.eventColor();
    ctx.globalAlpha = 0.16;
    for (const { when, end } of this.props.events) {
      if (end !== undefined) {
        const [left, right] = [when, end].map((time) => this.plot.valToPos(time, 'x', true));
        ctx.fillRect(left, bbox.top, right - left, bbox.height);
      }
    }
    ctx.restore();
  }

  /** A labelled line where each event begins; a label that would cover another is left out. */
  drawEvents() {
    const { ctx, bbox } = this.plot;
    const scale = devicePixelRatio;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.strokeStyle = ctx.fillStyle = this.eventColor();
    ctx.lineWidth = scale;
    ctx.setLineDash([4 * scale, 3 * scale]);
    ctx.font = FONT.replace(/^\d+/, (size) => String(Number(size) * scale));
    ctx.textAlign = 'left';
    ctx.textBaseline = 'top';
    let taken = bbox.left;
    for (const { when, what } of this.props.events) {
      const x = Math.round(this.plot.valToPos(when, 'x', true)) + 0.5;
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      const width = Math.min(ctx.measureText(what).width, LONGEST_LABEL * scale);
      const start = x + 4 * scale;
      if (start >= taken && start + width <= bbox.left + bbox.width) {
        ctx.fillText(what, start, bbox.top + 2 * scale, LONGEST_LABEL * scale);
        taken = start + width + 4 * scale;
      }
    }
    ctx.restore();
  }

  /** The events at a place. @param {number} left */
  eventsAt(left) {
    return this.props.events
      .filter((/** @type {Event} */ { when, end }) => {
        const [first, last] = [when, end ?? when].map((time) => this.plot.valToPos(time, 'x'));
        return left >= first - NEAR_EVENT && left <= last + NEAR_EVENT;
      })
      .slice(0, 5);
  }

  selected() {
    const { left, width } = this.plot.select;
    if (width >= LEAST_DRAG) {
      const [from, until] = [left, left + width].map((pixel) => this.plot.posToVal(pixel, 'x'));
      this.plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
      this.props.onZoom(Math.floor(from), Math.ceil(until));
    }
  }

  pointerMoved() {
    const { idx, left, top } = this.plot.cursor;
    if (idx === null || idx === undefined || left < 0) {
      this.setState({ note: null });
      this.props.onHover(undefined);
      return;
    }
    const slot = this.slotNear(idx);
    const nearest = this.nearest(slot, top);
    const { left: frameLeft, top: frameTop } = this.plot.over.getBoundingClientRect();
    const outer = this.frame.current.getBoundingClientRect();
    const x = frameLeft - outer.left + left;
    const leftward = left > this.plot.over.clientWidth / 2;
    this.setState({
      note: {
        time: this.plot.data[0][slot],
        ...nearest,
        events: this.eventsAt(left),
        x,
        y: frameTop - outer.top + Math.max(top, 0),
        leftward,
        room: (leftward ? x : outer.width - x) - NOTE_MARGIN,
      },
    });
    this.props.onHover(slot);
  }

  /** The slot nearest to one in which a visible line has a value, if any is near: points may be rarer than slots. @param {number} idx */
  slotNear(idx) {
    const { data, series } = this.plot;
    const shown = data.slice(1).filter((/** @type {any} */ _, /** @type {number} */ index) => series[index + 1].show);
    const pixel = (/** @type {number} */ at) => this.plot.valToPos(data[0][at], 'x');
    const here = pixel(idx);
    for (let away = 0; ; away++) {
      const near = [idx - away, idx + away].filter(
        (at) => at >= 0 && at < data[0].length && Math.abs(pixel(at) - here) <= NEAR_SLOT,
      );
      const known = near.find((at) => shown.some((/** @type {any} */ column) => typeof valueAt(column, at) === 'number'));
      if (known !== undefined || !near.length) {
        return known ?? idx;
      }
    }
  }

  /** The visible line nearest to a height, if one is near. @param {number} idx @param {number} top */
  nearest(idx, top) {
    let best = { distance: NEAR, name: '', color: '', value: 0 };
    this.props.series.forEach((/** @type {Series} */ { name }, /** @type {number} */ index) => {
      const value = valueAt(this.plot.data[index + 1], idx);
      if (this.plot.series[index + 1].show && typeof value === 'number') {
        const distance = Math.abs(this.plot.valToPos(value, 'y') - top);
        if (distance < best.distance) {
          best = { distance, name, color: this.props.colors[index], value };
        }
      }
    });
    return best;
  }

  render() {
    const { note } = this.state;
    return html`
      <div class="plot" ref=${this.frame} role="img" aria-label="Graph; its values stand in the table below"></div>
      ${note &&
      html`<div
        class=${'pointer-note' + (note.leftward ? ' leftward' : '')}
        style=${{ transform: `translate(${note.x}px, ${note.y}px)` }}
      >
        <div style=${{ maxWidth: `${Math.min(WIDEST_NOTE, note.room)}px` }}>
          <time>${formatTime(note.time, this.props.zone)}</time>
          ${note.name &&
          html`<p>
            <i class="swatch" style=${{ background: note.color }}></i>
            <span class="name">${note.name}</span><b>${formatValue(note.value)}</b>
          </p>`}
          ${note.events.map(
            (/** @type {Event} */ { id, what, tags }) => html`<p class="event" key=${id}>
              <${Icon} name="event" /><span class="name">${what}</span><em>${tags.join(' ')}</em>
            </p>`,
          )}
        </div>
      </div>`}
    `;
  }
}

/**
 * The value at a place, or where the series has no slot there, the one before.
 * @param {(number | null | undefined)[]} column
 * @param {number} index
 */
export function valueAt(column, index) {
  while (index > 0 && column[index] === undefined) {
    index--;
  }
  return column[index];
}

/** @param {string} label @param {string} color @param {boolean} alone @param {Drawing} drawing */
function line(label, color, alone, { lineMode, areaMode }) {
  const filled = areaMode === 'all' || areaMode === 'first' || (alone && areaMode !== 'none');
  return {
    label,
    stroke: color,
    width: 1.5,
    fill: filled ? `color-mix(in srgb, ${color} 14%, transparent)` : undefined,
    spanGaps: lineMode === 'connected',
    paths: lineMode === 'staircase' ? uPlot.paths.stepped({ align: 1 }) : uPlot.paths.linear(),
    points: { show: false, size: 5, fill: color, filter: isolatedPoints },
  };
}

/** @param {any} plot @param {number} index */
function isolatedPoints(plot, index) {
  const points = isolated(plot.data[index], 0, plot.data[0].length - 1);
  return points.length ? points : null;
}

/** @param {any} _plot @param {number} min @param {number} max */
function timeRange(_plot, min, max) {
  return min === max ? [min - 60, max + 60] : [min, max];
}

/** @param {Drawing} drawing */
function valueRange({ yMin, yMax }) {
  return (/** @type {any} */ _plot, /** @type {number | null} */ min, /** @type {number | null} */ max) => {
    const [low, high] = min === null || max === null ? [0, 1] : uPlot.rangeNum(min, max, 0.08, true);
    return [yMin ?? low, yMax ?? high];
  };
}

/** @param {any} _plot @param {number[]} ticks */
function axisValues(_plot, ticks) {
  return ticks.map((tick) => formatValue(Number(tick.toPrecision(12))));
}

/**
 * Room for the longest label.
 * @param {any} plot
 * @param {string[] | null} labels
 * @param {number} axis
 * @param {number} cycle of the layout; from the second on the width stays
 */
function axisSize(plot, labels, axis, cycle) {
  if (cycle > 1) {
    return plot.axes[axis]._size;
  }
  plot.ctx.font = FONT;
  const widths = (labels ?? []).map((label) => plot.ctx.measureText(label).width);
  return Math.ceil(Math.max(28, ...widths) + 16);
}
