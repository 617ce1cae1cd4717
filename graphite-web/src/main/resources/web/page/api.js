// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The requests the page makes. Every address is relative to this file, so a URL prefix needs no setting.

import { renderQuery } from './url.js';
import { toSeries } from './series.js';

/** @import { GraphState } from './url.js' */
/** @import { Node } from './completion.js' */
/** @import { Series } from './series.js' */

/**
 * What became of one target: its series, or the reason why there are none.
 * @typedef {{target: string, series: Series[], error?: string}} Answer
 */

/** Characters of an error that are shown. */
const LONGEST_REASON = 500;

const root = new URL('../', import.meta.url);

/** The absolute address of a render request. */
export function renderUrl(/** @type {string} */ query) {
  return new URL('render' + query, root).href;
}

/** The absolute address of the page itself. */
export function pageUrl(/** @type {string} */ query) {
  return new URL(query || '.', root).href;
}

/**
 * Evaluates the enabled targets, each in a request of its own: a mistake in one is told at that one
 * and the others are still drawn.
 * @param {GraphState} state
 * @param {string[]} targets
 * @param {{maxDataPoints: number, fresh?: number, signal: AbortSignal}} options
 * @returns {Promise<Answer[]>}
 */
export function render(state, targets, { maxDataPoints, fresh, signal }) {
  return Promise.all(
    targets.map(async (target) => {
      const query = renderQuery(state, { format: 'json', targets: [target], maxDataPoints, fresh });
      try {
        const answer = await get(renderUrl(query), signal);
        return { target, series: answer.map(toSeries) };
      } catch (failure) {
        if (signal.aborted) {
          throw failure;
        }
        return { target, series: [], error: /** @type {Error} */ (failure).message };
      }
    }),
  );
}

/**
 * The nodes directly below a branch, in the server's order.
 * @param {string} branch path of the branch; empty for the roots
 * @param {AbortSignal} [signal]
 * @returns {Promise<Node[]>}
 */
export async function children(branch, signal) {
  const query = branch ? branch + '.*' : '*';
  const nodes = await get(findUrl(query, 'treejson'), signal);
  return nodes.map((/** @type {any} */ node) => ({
    path: node.id,
    name: node.text,
    leaf: Boolean(node.leaf),
  }));
}

/**
 * The nodes that match a pattern.
 * @param {string} pattern
 * @param {AbortSignal} signal
 * @returns {Promise<Node[]>}
 */
export async function complete(pattern, signal) {
  const { metrics } = await get(findUrl(pattern, 'completer'), signal);
  return metrics.map((/** @type {any} */ { path, name, is_leaf }) => ({
    path: path.replace(/\.$/, ''),
    name,
    leaf: String(is_leaf) === '1',
  }));
}

/**
 * The nodes that hold the words, or that are near them if none does; best first.
 * @param {string} words
 * @param {AbortSignal} [signal]
 * @returns {Promise<Node[]>}
 */
export async function search(words, signal) {
  const parameters = new URLSearchParams({ query: words, max: '100' });
  const { results } = await get(new URL('metrics/search?' + parameters, root).href, signal);
  return results.map((/** @type {any} */ { path, is_leaf }) => ({
    path,
    name: path.slice(path.lastIndexOf('.') + 1),
    leaf: is_leaf,
  }));
}

/**
 * Something that happened: a moment, or from `when` to `end`. Times are epoch seconds.
 * @typedef {{id: number, when: number, end?: number, what: string, data: string, tags: string[]}} Event
 */

/**
 * The events of a time, oldest first: those with any of the tags.
 * @param {{tags: string, from?: string, until?: string, limit?: number}} query `*` or no tags for all
 * @param {AbortSignal} [signal]
 * @returns {Promise<Event[]>}
 */
export function events({ tags, from, until, limit }, signal) {
  const parameters = new URLSearchParams({ set: 'union' });
  const wanted = { tags: tags.trim() === '*' ? '' : tags.trim(), from, until, limit };
  for (const [name, value] of Object.entries(wanted)) {
    if (value) {
      parameters.set(name, String(value));
    }
  }
  return get(new URL('events/get_data?' + parameters, root).href, signal);
}

/** Keeps a new event. @param {object} event with at least `what` */
export function createEvent(event) {
  return send('POST', 'events/', event);
}

/** Changes an event. @param {number} id @param {object} event */
export function changeEvent(id, event) {
  return send('PUT', `events/${id}`, event);
}

/** Deletes an event. @param {number} id */
export function deleteEvent(id) {
  return send('DELETE', `events/${id}`);
}

/** @param {string} method @param {string} path @param {object} [body] */
async function send(method, path, body) {
  const headers = { 'Content-Type': 'application/json' };
  const options = { method, headers, body: body && JSON.stringify(body) };
  const response = await fetch(new URL(path, root).href, options).catch((cause) => {
    throw new Error('The server does not answer.', { cause });
  });
  if (!response.ok) {
    throw new Error(reason(response.status, await response.text()));
  }
}

/** @param {string} query @param {string} format */
function findUrl(query, format) {
  return new URL('metrics/find?' + new URLSearchParams({ query, format }), root).href;
}

/** @param {string} url @param {AbortSignal} [signal] */
async function get(url, signal) {
  let response;
  try {
    response = await fetch(url, { signal, cache: 'no-store', headers: { Accept: 'application/json' } });
  } catch (failure) {
    throw signal?.aborted ? failure : new Error('The server does not answer.', { cause: failure });
  }
  const body = await response.text();
  if (!response.ok) {
    throw new Error(reason(response.status, body));
  }
  return JSON.parse(body);
}

/**
 * The sentence in an error answer: a JSON object with an `error`, a line of text, a small page, or the end of one with a stack trace.
 * @param {number} status
 * @param {string} body
 */
export function reason(status, body) {
  const error = /^\{"error": (".*")\}\s*$/s.exec(body)?.[1];
  if (error) {
    return JSON.parse(error).slice(0, LONGEST_REASON);
  }
  const trace = /<pre[^>]*>([^]*?)<\/pre>/i.exec(body)?.[1];
  const page = (trace ?? body).replaceAll(/<title[^>]*>[^]*?<\/title>|<[^>]*>/gi, ' ');
  const lines = decodeReferences(page).split('\n').map((line) => line.trim()).filter(Boolean);
  const text = trace ? lines.at(-1) ?? '' : lines.join(': ');
  const message = /^Invalid parameters \((.*)\)(; (targets|source|func): .*)?$/.exec(text)?.[1] ?? text;
  return message ? message.slice(0, LONGEST_REASON) : `The server answered ${status}.`;
}

/** @param {string} text */
function decodeReferences(text) {
  /** @type {Record<string, string>} */
  const named = { lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'", '#x27': "'" };
  return text.replaceAll(/&(lt|gt|quot|amp|#39|#x27);/g, (_, name) => named[name]);
}
