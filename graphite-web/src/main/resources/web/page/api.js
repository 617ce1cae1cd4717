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

/** What stands before the server's words for it. @type {Record<number, string>} */
const REFUSALS = { 401: 'You have to log in again: ', 403: 'You may not do this: ' };

const root = new URL('../', import.meta.url);

/** The absolute address of a render request. */
export function renderUrl(/** @type {string} */ query) {
  return new URL('render' + query, root).href;
}

/**
 * The address of a stream that follows graphs.
 * @param {string[]} queries of render requests
 * @param {number} every seconds between two looks
 */
export function streamUrl(queries, every) {
  const graphs = queries.map((query) => 'graph=' + encodeURIComponent(query.replace(/^\?/, '')));
  return new URL(`render/stream?every=${every}&` + graphs.join('&'), root).href;
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

/** The metrics that match a pattern. @param {string} pattern @returns {Promise<string[]>} */
export async function expand(pattern) {
  const query = new URLSearchParams({ query: pattern, leavesOnly: '1' });
  return (await get(new URL('metrics/expand?' + query, root).href)).results;
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

/** @import { Description } from './call.js' */

/** Every function the server knows, by group. @returns {Promise<Description[]>} */
export async function functions() {
  const groups = await get(new URL('functions?grouped=1', root).href);
  return Object.values(groups).flatMap((group) => Object.values(/** @type {Record<string, Description>} */ (group)));
}

/**
 * Who looks at the page, and what they may do: `read`, `edit` or `admin`.
 * @typedef {{login: string, user?: string, role: string, sees_all: boolean, form: boolean, session: boolean}} Me
 */

/** Who looks at the page. @returns {Promise<Me>} */
export function me() {
  return get(new URL('account/me', root).href);
}

/** A short address of this server for a query of `/render`, or for any path. @param {string} path */
export async function shorten(path) {
  const short = await text('s/' + path);
  return new URL(short.replace(/^\//, ''), root).href;
}

/**
 * A graph under a name; dots make folders of it.
 * @typedef {{owner: string, name: string, url: string}} SavedGraph
 */

/** All saved graphs, of all owners. @returns {Promise<SavedGraph[]>} */
export async function savedGraphs() {
  const owners = (await graphNodes('')).filter(({ leaf }) => !leaf);
  const lists = await Promise.all(owners.map(({ id }) => graphsBelow(id, id)));
  return lists.flat();
}

/** @param {string} owner @param {string} path @returns {Promise<SavedGraph[]>} */
async function graphsBelow(owner, path) {
  const nodes = await graphNodes(path);
  const lists = await Promise.all(
    nodes.map((node) => {
      const folder = path.slice(owner.length + 1);
      const found = { owner, name: folder + plain(node.text), url: node.graphUrl };
      return node.leaf ? (node.graphUrl ? [found] : []) : graphsBelow(owner, node.id);
    }),
  );
  return lists.flat();
}

/** Texts of nodes are HTML. @param {string} markup */
function plain(markup) {
  return decodeReferences(markup);
}

/** @param {string} path @returns {Promise<any[]>} */
function graphNodes(path) {
  return get(new URL('browser/usergraph/?' + new URLSearchParams({ path }), root).href);
}

/** Keeps a graph under a name. @param {string} name @param {string} url */
export async function saveGraph(name, url) {
  await myGraph({ action: 'save', graphName: name, url });
}

/** Forgets a graph. @param {string} name */
export async function deleteGraph(name) {
  await myGraph({ action: 'delete', graphName: name });
}

/** @param {Record<string, string>} form */
async function myGraph(form) {
  const answer = await text('composer/mygraph/', { method: 'POST', body: new URLSearchParams(form) });
  if (answer !== 'SAVED' && answer !== 'DELETED') {
    throw new Error(decodeReferences(answer));
  }
}

/** @param {string} path @param {RequestInit} [options] */
async function text(path, options) {
  const response = await fetch(new URL(path, root).href, options).catch((cause) => {
    throw new Error('The server does not answer.', { cause });
  });
  const body = await response.text();
  if (!response.ok) {
    throw new Error(reason(response.status, body));
  }
  return body;
}

/**
 * A dashboard or a filled template as the server has it; `tag` names this version of it.
 * @param {string} path its name, or template and value with a slash between
 * @returns {Promise<{state: any, tag: string}>}
 */
export async function loadDashboard(path) {
  const response = await dashboardRequest('load/' + path.split('/').map(encodeURIComponent).join('/'));
  const answer = JSON.parse(await response.text());
  if (answer.error) {
    throw new Error(answer.error.trim());
  }
  return { state: answer.state, tag: response.headers.get('ETag') ?? '' };
}

/**
 * Keeps a dashboard.
 * @param {string} name
 * @param {any} state
 * @param {string} [tag] of the version it replaces; whatever is there without one
 * @returns {Promise<string | undefined>} the new tag; nothing if someone else saved in between
 */
export async function saveDashboard(name, state, tag) {
  const response = await dashboardRequest('save/' + encodeURIComponent(name), state, tag);
  return response.status === 412 ? undefined : (response.headers.get('ETag') ?? '');
}

/** Keeps a template: `key` is the text a value will stand for. @param {string} name @param {string} key @param {any} state */
export async function saveTemplate(name, key, state) {
  await dashboardRequest(`save_template/${encodeURIComponent(name)}/${encodeURIComponent(key)}`, state);
}

/** Keeps a dashboard to be shared. @param {any} state @returns {Promise<string>} its name */
export async function createTemporary(state) {
  const response = await dashboardRequest('create-temporary', state);
  return JSON.parse(await response.text()).name;
}

/** Forgets a dashboard or a template. @param {'dashboard' | 'template'} kind @param {string} name */
export async function deleteDashboard(kind, name) {
  const action = kind === 'template' ? 'delete_template' : 'delete';
  const response = await dashboardRequest(`${action}/${encodeURIComponent(name)}`, {});
  const { error } = JSON.parse(await response.text());
  if (error) {
    throw new Error(error.trim());
  }
}

/** Where answers differ from those of another server. @returns {Promise<any>} */
export function shadowReport() {
  return get(new URL('shadow/report.json', root).href);
}

/** @import { Settings } from './dashboard-state.js' */

/** How the page of dashboards behaves. @returns {Promise<Settings>} */
export function dashboardSettings() {
  return get(new URL('dashboard/settings.json', root).href);
}

/** Names of dashboards or templates. @param {'dashboard' | 'template'} kind @returns {Promise<string[]>} */
export async function findDashboards(kind) {
  const path = kind === 'template' ? 'dashboard/find_template/' : 'dashboard/find/';
  const answer = await get(new URL(path + '?query=', root).href);
  return answer[kind + 's'].map((/** @type {{name: string}} */ { name }) => name);
}

/** The address of the page of a dashboard. @param {string} path its name, or template and value */
export function dashboardUrl(path) {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return new URL('dashboard' + (encoded ? '/' + encoded : ''), root).href;
}

/** @param {string} path @param {any} [state] @param {string} [tag] */
async function dashboardRequest(path, state, tag) {
  /** @type {RequestInit} */
  const options = { cache: 'no-store' };
  if (state) {
    options.method = 'POST';
    options.body = new URLSearchParams({ state: JSON.stringify(state) });
    options.headers = tag ? { 'If-Match': tag } : {};
  }
  const response = await fetch(new URL('dashboard/' + path, root).href, options).catch((cause) => {
    throw new Error('The server does not answer.', { cause });
  });
  if (!response.ok && response.status !== 412) {
    throw new Error(reason(response.status, await response.text()));
  }
  return response;
}

/** Why an image could not be drawn. @param {string} url @returns {Promise<string>} */
export async function imageError(url) {
  try {
    const response = await fetch(url);
    return response.ok ? '' : reason(response.status, await response.text());
  } catch {
    return 'The server does not answer.';
  }
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
    return (REFUSALS[status] ?? '') + JSON.parse(error).slice(0, LONGEST_REASON);
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
