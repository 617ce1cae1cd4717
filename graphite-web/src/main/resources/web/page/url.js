// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The graph a page shows, as an address and back. Everything here is a pure function.

/**
 * One line of the target list.
 * @typedef {{text: string, enabled: boolean}} Target
 */

/**
 * What a page address says. `extra` holds every other render parameter (title, tz, now, lineMode …)
 * in its order, untouched, so that any render address can be opened here and copied again.
 * @typedef {{
 *   targets: Target[], from: string, until: string, refresh: number, view: 'chart' | 'image' | 'both',
 *   extra: [string, string][]
 * }} GraphState
 */

/**
 * How a render address differs from the page's own.
 * @typedef {{
 *   format?: string, targets?: string[], maxDataPoints?: number, width?: number, height?: number,
 *   fresh?: number
 * }} RenderOptions
 */

/** The range of a render request that names none. */
export const DEFAULT_FROM = '-24h';
/** The range of a page opened without any graph: the first points of a new metric are visible in it. */
export const FIRST_FROM = '-1h';
/** Seconds between automatic refreshes; 0 is off, 1 is live. */
export const REFRESH_CHOICES = [0, 1, 5, 10, 60];
/** Seconds between refreshes of a live graph that the page has to ask for by itself. */
const LIVE_POLL = 5;

/** Seconds after which a page asks again by itself. @param {number} refresh */
export function pollSeconds(refresh) {
  return refresh === 1 ? LIVE_POLL : refresh;
}

// Parameters beginning with an underscore are the page's own: the server leaves them out of its cache keys.
const OFF = '_off';
const REFRESH = '_refresh';
const VIEW = '_view';
/** Parameters that only make sense for one answer, not for a graph. */
const DROPPED = new Set(['format', 'jsonp', 'maxDataPoints', 'rawData', 'pickle', 'noCache', 'pretty']);

/**
 * Reads a page address or the query of any render address.
 * @param {string} query with or without the leading question mark
 * @returns {GraphState}
 */
export function parseState(query) {
  const parameters = [...new URLSearchParams(query)];
  const targetName = parameters.some(([name]) => name === 'target') ? 'target' : 'target[]';
  /** @type {GraphState} */
  const state = { targets: [], from: '', until: '', refresh: 0, view: 'chart', extra: [] };
  for (const [name, value] of parameters) {
    if (name === targetName || name === OFF) {
      if (value.trim()) {
        state.targets.push({ text: value.trim(), enabled: name !== OFF });
      }
    } else if (name === 'from') {
      state.from = value.trim();
    } else if (name === 'until') {
      state.until = value.trim();
    } else if (name === REFRESH) {
      state.refresh = REFRESH_CHOICES.includes(Number(value)) ? Number(value) : 0;
    } else if (name === VIEW) {
      state.view = value === 'image' || value === 'both' ? value : 'chart';
    } else if (!name.startsWith('_') && name !== 'target[]' && !DROPPED.has(name)) {
      state.extra.push([name, value]);
    }
  }
  state.from ||= state.targets.length ? DEFAULT_FROM : FIRST_FROM;
  return state;
}

/**
 * The query of the page address that shows this state; empty for a page without a graph.
 * @param {GraphState} state
 */
export function pageQuery(state) {
  /** @type {[string, string][]} */
  const parameters = state.targets.map(({ text, enabled }) => [enabled ? 'target' : OFF, text]);
  parameters.push(...range(state), ...state.extra);
  if (state.refresh) {
    parameters.push([REFRESH, String(state.refresh)]);
  }
  if (state.view !== 'chart') {
    parameters.push([VIEW, state.view]);
  }
  const blank = !state.targets.length && parameters.length === 1 && state.from === FIRST_FROM;
  return blank ? '' : '?' + encode(parameters);
}

/**
 * The query of a render request for this state.
 * @param {GraphState} state
 * @param {RenderOptions} [options]
 */
export function renderQuery(state, options = {}) {
  const targets = options.targets ?? enabledTargets(state);
  /** @type {[string, string][]} */
  const parameters = targets.map((text) => ['target', text]);
  parameters.push(...range(state));
  const image = !options.format;
  parameters.push(...state.extra.filter(([name]) => image || (name !== 'width' && name !== 'height')));
  for (const name of /** @type {const} */ (['width', 'height'])) {
    if (image && options[name] && extraValue(state, name) === undefined) {
      parameters.push([name, String(options[name])]);
    }
  }
  if (options.format) {
    parameters.push(['format', options.format]);
  }
  if (options.maxDataPoints) {
    parameters.push(['maxDataPoints', String(options.maxDataPoints)]);
  }
  if (options.fresh) {
    parameters.push(['noCache', '1'], ['_salt', String(options.fresh)]);
  }
  return '?' + encode(parameters);
}

/** @param {GraphState} state */
export function enabledTargets(state) {
  return state.targets.filter(({ enabled }) => enabled).map(({ text }) => text);
}

/**
 * The state with a target added, or taken away where it is present: what a click in the tree does.
 * @param {GraphState} state
 * @param {string} text
 * @returns {GraphState}
 */
export function toggleTarget(state, text) {
  const others = state.targets.filter((target) => target.text !== text);
  const targets =
    others.length === state.targets.length ? [...others, { text, enabled: true }] : others;
  return { ...state, targets };
}

/**
 * The value of a parameter the page itself does not use.
 * @param {GraphState} state
 * @param {string} name
 * @returns {string | undefined} the last one given
 */
export function extraValue(state, name) {
  return state.extra.findLast(([given]) => given === name)?.[1];
}

/**
 * The state with another value of such a parameter; an empty one takes it away.
 * @param {GraphState} state
 * @param {string} name
 * @param {string} value
 * @returns {GraphState}
 */
export function withExtra(state, name, value) {
  const at = state.extra.findIndex(([given]) => given === name);
  const others = state.extra.filter(([given]) => given !== name);
  if (value) {
    others.splice(at < 0 ? others.length : at, 0, [name, value]);
  }
  return { ...state, extra: others };
}

/** @param {GraphState} state @returns {[string, string][]} */
function range({ from, until }) {
  return until ? [['from', from], ['until', until]] : [['from', from]];
}

/**
 * Percent-encodes what must be, and leaves the commas, colons and slashes that make targets readable.
 * @param {[string, string][]} parameters
 */
function encode(parameters) {
  return parameters.map((pair) => pair.map(encodeReadably).join('=')).join('&');
}

/** @param {string} text */
function encodeReadably(text) {
  return encodeURIComponent(text.toWellFormed())
    .replace(/%2C/g, ',')
    .replace(/%3A/g, ':')
    .replace(/%2F/g, '/')
    .replace(/'/g, '%27');
}
