// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// A dashboard as the page has it, and as graphite-web's JSON keeps it. Pure functions.

import { secondsAgo } from './time.js';

/** @import { GraphState } from './url.js' */

/**
 * One graph: its targets and every other render parameter of its own.
 * @typedef {{id: number, targets: string[], params: [string, string][]}} Graph
 */

/**
 * A dashboard. `rest` holds what the JSON has besides, untouched.
 * @typedef {{
 *   name: string, graphs: Graph[], from: string, until: string, refresh: number,
 *   width: number, height: number, defaults: [string, string][], images: boolean, rest: Record<string, any>
 * }} Dashboard
 */

export const FIRST_FROM = '-2hours';
const SIZE = { width: 400, height: 250 };
/** Parameters of a graph that the dashboard has for all. */
const SHARED = new Set(['from', 'until', 'width', 'height', '_uniq', '_salt', 'target', 'format']);
/** Parameters the chart knows; with any other a graph is shown as an image. */
const CHARTED = new Set(['title', 'tz', 'yMin', 'yMax', 'hideLegend', 'uniqueLegend', 'lineWidth', 'template', 'events']);
const CHARTED_MODES = new Set(['slope', 'staircase', 'connected', 'none', 'first', 'all']);
/** Functions that change how a series is drawn. */
const DRAWING = /\b(areaBetween|color|dashed|drawAsInfinite|lineWidth|secondYAxis|stacked|verticalLine|alpha)\s*\(/;

let lastId = 0;

/** @param {string[]} targets @param {[string, string][]} [params] @returns {Graph} */
export function newGraph(targets, params = []) {
  return { id: ++lastId, targets, params };
}

/** @returns {Dashboard} */
export function emptyDashboard() {
  return {
    name: '', graphs: [], from: FIRST_FROM, until: '', refresh: 0, ...SIZE, defaults: [], images: false, rest: {},
  };
}

/**
 * Reads the JSON of a dashboard, of ours or of graphite-web.
 * @param {any} state
 * @param {number} [every] seconds between refreshes, if it says only that it refreshes
 * @returns {Dashboard}
 */
export function readDashboard(state, every = 60) {
  if (!state || !Array.isArray(state.graphs)) {
    throw new Error('This is no dashboard (expected: a JSON object with a list of graphs).');
  }
  const { name, graphs, timeConfig, refreshConfig, graphSize, defaultGraphParams, graphiteStack, ...rest } = state;
  const given = pairs(defaultGraphParams);
  const value = (/** @type {string} */ wanted) => given.find(([known]) => known === wanted)?.[1];
  const until = value('until') ?? untilOf(timeConfig);
  return {
    name: String(name ?? ''),
    graphs: graphs.map(readGraph),
    from: value('from') ?? fromOf(timeConfig),
    until: until === 'now' ? '' : until,
    refresh: refreshConfig?.enabled ? Math.max(1, Math.round(Number(refreshConfig.interval) / 1000)) || every : 0,
    width: Number(graphSize?.width) || SIZE.width,
    height: Number(graphSize?.height) || SIZE.height,
    defaults: given.filter(([known]) => !SHARED.has(known)),
    images: Boolean(graphiteStack?.images),
    rest: { ...rest, timeConfig, refreshConfig },
  };
}

/** @param {any} graph @returns {Graph} */
function readGraph(graph) {
  const [encoded, parameters, url] = Array.isArray(graph) ? graph : [];
  const fromText = new URLSearchParams(String(encoded ?? '')).getAll('target');
  const targets = parameters?.target ? [parameters.target].flat().map(String) : fromText;
  const params = parameters ? pairs(parameters) : [...new URLSearchParams(/\?(.*)/.exec(String(url))?.[1] ?? '')];
  return newGraph(targets.filter((target) => target.trim()), params.filter(([name]) => !SHARED.has(name)));
}

/** @param {any} parameters @returns {[string, string][]} */
function pairs(parameters) {
  return Object.entries(parameters ?? {}).flatMap(([name, value]) =>
    [value].flat().filter((one) => one !== null && one !== undefined && one !== '')
      .map((one) => /** @type {[string, string]} */ ([name, String(one)])));
}

/** @param {any} time */
function fromOf(time) {
  if (time?.type === 'absolute' && time.startDate) {
    return epoch(time.startDate, time.startTime) ?? FIRST_FROM;
  }
  const quantity = Number(time?.relativeStartQuantity);
  return quantity ? `-${quantity}${time.relativeStartUnits ?? 'hours'}` : FIRST_FROM;
}

/** @param {any} time */
function untilOf(time) {
  if (time?.type === 'absolute' && time.endDate) {
    return epoch(time.endDate, time.endTime) ?? '';
  }
  const quantity = Number(time?.relativeUntilQuantity);
  const units = time?.relativeUntilUnits;
  return quantity && units && units !== 'now' ? `-${quantity}${units}` : '';
}

/** @param {string} date @param {string | undefined} clock such as 5:30 PM */
function epoch(date, clock) {
  const day = new Date(date.includes('T') ? date : date + 'T00:00:00');
  const time = /^(\d+):(\d+)\s*([AP]M)?$/i.exec(clock ?? '');
  if (time) {
    const half = time[3]?.toUpperCase();
    day.setHours(half ? (Number(time[1]) % 12) + (half === 'PM' ? 12 : 0) : Number(time[1]), Number(time[2]), 0, 0);
  }
  return Number.isNaN(day.getTime()) ? undefined : String(Math.floor(day.getTime() / 1000));
}

/**
 * The JSON of a dashboard, as graphite-web's pages read it too.
 * @param {Dashboard} dashboard
 */
export function writeDashboard(dashboard) {
  const { name, graphs, from, until, refresh, width, height, defaults, images, rest } = dashboard;
  const shared = { ...gathered(defaults), from, until: until || 'now', width, height };
  const { timeConfig, refreshConfig, ...others } = rest;
  return {
    name,
    timeConfig: writtenTime(from, until, timeConfig),
    refreshConfig: { enabled: refresh > 0, interval: refresh ? refresh * 1000 : (refreshConfig?.interval ?? 60000) },
    graphSize: { width, height },
    defaultGraphParams: shared,
    graphs: graphs.map(({ targets, params }) => {
      const own = gathered(params);
      const encoded = encode(targets.map((target) => ['target', target]));
      const all = Object.entries({ ...shared, ...own }).flatMap(([key, value]) =>
        [value].flat().map((one) => /** @type {[string, string]} */ ([key, String(one)])));
      return [encoded, { target: targets, ...own }, '/render?' + [encoded, encode(all)].filter(Boolean).join('&')];
    }),
    ...others,
    ...(images ? { graphiteStack: { images } } : {}),
  };
}

/** @param {[string, string][]} params @returns {Record<string, string | string[]>} */
function gathered(params) {
  /** @type {Record<string, any>} */
  const object = {};
  for (const [name, value] of params) {
    object[name] = name in object ? [object[name], value].flat() : value;
  }
  return object;
}

/** @param {string} from @param {string} until @param {any} former */
function writtenTime(from, until, former) {
  const dates = Object.fromEntries(Object.entries(former ?? {}).filter(([name]) => /^(start|end)/.test(name)));
  const start = /^-(\d+)([a-z]+)$/.exec(from);
  const end = /^-(\d+)([a-z]+)$/.exec(until);
  if (start) {
    return {
      type: 'relative',
      relativeStartQuantity: start[1],
      relativeStartUnits: unit(start[2]),
      relativeUntilQuantity: end ? end[1] : '',
      relativeUntilUnits: end ? unit(end[2]) : 'now',
      ...dates,
    };
  }
  if (/^\d{9,}$/.test(from) && /^\d{9,}$/.test(until)) {
    return {
      ...former,
      type: 'absolute',
      startDate: localDate(from),
      startTime: localClock(from),
      endDate: localDate(until),
      endTime: localClock(until),
    };
  }
  return former ?? { type: 'relative', relativeStartQuantity: '2', relativeStartUnits: 'hours',
    relativeUntilQuantity: '', relativeUntilUnits: 'now' };
}

const UNITS = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'];

/** The unit as graphite-web's menus spell it. @param {string} text */
function unit(text) {
  return UNITS.find((name) => name.startsWith(text) || text.startsWith(name.slice(0, 3))) ?? text;
}

/** @param {string} seconds */
function localDate(seconds) {
  const date = new Date(Number(seconds) * 1000);
  const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T` +
    `${two(date.getHours())}:${two(date.getMinutes())}:00`;
}

/** @param {string} seconds */
function localClock(seconds) {
  const date = new Date(Number(seconds) * 1000);
  const hours = date.getHours();
  return `${hours % 12 || 12}:${String(date.getMinutes()).padStart(2, '0')} ${hours < 12 ? 'AM' : 'PM'}`;
}

/** @param {[string, string][]} parameters */
function encode(parameters) {
  return parameters.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
}

/**
 * A graph of a dashboard as the composer and the requests have it.
 * @param {Dashboard} dashboard
 * @param {Graph} graph
 * @returns {GraphState}
 */
export function graphState({ from, until, defaults }, { targets, params }) {
  const own = new Set(params.map(([name]) => name));
  return {
    targets: targets.map((text) => ({ text, enabled: true })),
    from,
    until,
    refresh: 0,
    view: 'chart',
    extra: [...defaults.filter(([name]) => !own.has(name)), ...params],
  };
}

/** Whether only the image shows a graph as it is meant. @param {GraphState} graph */
export function needsImage({ targets, extra }) {
  return (
    targets.some(({ text }) => DRAWING.test(text)) ||
    extra.some(([name, value]) =>
      name === 'lineMode' || name === 'areaMode' ? !CHARTED_MODES.has(value) : !CHARTED.has(name) && !name.startsWith('template['))
  );
}

/** The title of a graph: its own, or its targets. @param {Graph} graph */
export function titleOf({ targets, params }) {
  const title = params.find(([name]) => name === 'title')?.[1];
  return title ?? (targets.length > 1 ? `${targets[0]} and ${targets.length - 1} more` : (targets[0] ?? 'Empty graph'));
}

/**
 * The graphs with one moved before another place.
 * @param {Graph[]} graphs
 * @param {number} from
 * @param {number} to place among the graphs as they are; their number for the end
 */
export function moved(graphs, from, to) {
  const others = graphs.filter((_, index) => index !== from);
  others.splice(to > from ? to - 1 : to, 0, graphs[from]);
  return others;
}

/**
 * The graphs with one poured into another: targets are united, a title that was only the target goes.
 * @param {Graph[]} graphs
 * @param {number} from
 * @param {number} into
 */
export function merged(graphs, from, into) {
  const receiver = graphs[into];
  const targets = [...new Set([...receiver.targets, ...graphs[from].targets])];
  const params = receiver.params.filter(([name, value]) => name !== 'title' || value !== receiver.targets[0]);
  return graphs
    .map((graph, index) => (index === into ? { ...graph, targets, params } : graph))
    .filter((_, index) => index !== from);
}

/**
 * The window of a range that is relative to now, or of two epoch times.
 * @param {{from: string, until: string}} range
 * @param {number} now epoch seconds
 * @returns {[number, number] | undefined}
 */
export function windowOf({ from, until }, now) {
  const start = /^\d{9,}$/.test(from) ? Number(from) : secondsAgo(from);
  const end = /^\d{9,}$/.test(until) ? Number(until) : until && until !== 'now' ? secondsAgo(until) : 0;
  if (start === undefined || end === undefined) {
    return undefined;
  }
  const absolute = (/** @type {number} */ time) => (time > 1e8 ? time : now - time);
  return [absolute(start), absolute(end)];
}

/**
 * What an address asks for: a dashboard's name, or template and value.
 * @param {{pathname: string, hash: string}} address
 * @returns {string} empty for none
 */
export function pathOf({ pathname, hash }) {
  const text = hash.length > 1 ? hash.slice(1) : (/\/dashboard\/+(.*?)\/*$/.exec(pathname)?.[1] ?? '');
  return text.split('/').map(decoded).join('/');
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * How the page behaves, as the server's dashboard.conf says it.
 * @typedef {{name: string, pattern: string, fields: {name: string, label: string}[]}} Scheme
 * @typedef {{
 *   width: number, height: number, automaticVariants: boolean, refresh: number, autocompleteDelay: number, mergeDelay: number,
 *   theme: string, shortcuts: Record<string, string>, schemes: Scheme[]
 * }} Settings
 */

/**
 * A text with commas as the variants they mean, if they are to mean that.
 * @param {string} text
 * @param {boolean} automatic
 */
export function variants(text, automatic) {
  return automatic
    ? text.split('.').map((node) => (node.includes(',') && !/[{}]/.test(node) ? `{${node}}` : node)).join('.')
    : text;
}

/**
 * The pattern of a scheme with the values of its fields; a field without one is `*`.
 * @param {Scheme} scheme
 * @param {Record<string, string>} values
 * @param {string | undefined} field where to stop; at the end if there is none
 * @param {boolean} automatic
 */
export function filledUpTo({ pattern }, values, field, automatic) {
  const end = field === undefined ? pattern.length : pattern.indexOf(`<${field}>`);
  return pattern.slice(0, end).replaceAll(/<([^<>]*)>/g, (_, name) => variants(values[name] || '*', automatic));
}

/**
 * Whether a key is the one a shortcut such as `alt-enter` names.
 * @param {string | undefined} shortcut
 * @param {{key: string, code: string, altKey: boolean, ctrlKey: boolean, shiftKey: boolean, metaKey: boolean}} event
 */
export function isShortcut(shortcut, event) {
  if (!shortcut) {
    return false;
  }
  const parts = shortcut.split(/[-+]/).map((part) => part.trim());
  const name = parts.pop();
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  const has = (/** @type {string} */ part) => parts.includes(part);
  return (
    (key === name || event.code.toLowerCase() === `key${name}`) &&
    has('alt') === event.altKey && has('ctrl') === event.ctrlKey && has('shift') === event.shiftKey && has('meta') === event.metaKey
  );
}

/**
 * A new dashboard as the settings want it.
 * @param {Settings | undefined} settings
 * @returns {Dashboard}
 */
export function newDashboard(settings) {
  const { width, height } = settings ?? SIZE;
  return { ...emptyDashboard(), width, height };
}
