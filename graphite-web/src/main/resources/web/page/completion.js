// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// What to ask the server while someone types, and in which order to show the answers. Pure functions.

/**
 * A node that was found. A branch has nodes below it, a leaf holds datapoints; a name can be both.
 * @typedef {{path: string, name: string, leaf: boolean}} Node
 */

/** Levels of the tree a plain word is looked for on. */
const DEPTH = 6;

/** Whether the text holds pattern characters, so that it is a target as it stands. */
export function isPattern(/** @type {string} */ text) {
  return /[*?[\]{}]/.test(text);
}

/** Whether the text calls a function, so that only the server can say whether it is right. */
export function isCall(/** @type {string} */ text) {
  return /^\w+\(.*\)$/s.test(text.trim());
}

/**
 * The patterns to find, best first: ask for the next only while there are too few answers.
 * A word is looked for on every level; a dotted text first as the beginning of a path, then with
 * each part abbreviated, then further down the tree. Of several words the last names the node.
 * @param {string} text as typed
 * @returns {string[]}
 */
export function patternsFor(text) {
  const last = words(text).at(-1);
  if (!last || isCall(text)) {
    return [];
  }
  const parts = last.split('.');
  const node = starred(parts.pop() ?? '');
  if (!parts.length) {
    return Array.from({ length: DEPTH }, (_, level) => '*.'.repeat(level) + node);
  }
  const path = [...parts.map((part) => part || '*'), node].join('.');
  const loose = [...parts.map(starred), node].join('.');
  const deeper = Array.from({ length: DEPTH - parts.length }, (_, i) => '*.'.repeat(i + 1) + path);
  return [...new Set([path, loose, ...deeper])];
}

/**
 * The nodes that hold every word, best match first, each once.
 * @param {Node[]} nodes
 * @param {string} text as typed
 * @returns {Node[]}
 */
export function rank(nodes, text) {
  const all = words(text);
  const last = all.pop() ?? '';
  const name = last.slice(last.lastIndexOf('.') + 1);
  const collator = new Intl.Collator(undefined, { numeric: true });
  const unique = new Map(nodes.map((node) => [node.path + (node.leaf ? '' : '.'), node]));
  return [...unique.values()]
    .filter((node) => all.every((word) => node.path.includes(word)))
    .map((node) => ({ node, score: score(node, last, name) }))
    .sort(
      (a, b) =>
        a.score - b.score ||
        levels(a.node) - levels(b.node) ||
        collator.compare(a.node.path, b.node.path) ||
        Number(a.node.leaf) - Number(b.node.leaf),
    )
    .map(({ node }) => node);
}

/**
 * Cuts a path where the typed text lies in it, so that it can be marked.
 * @param {string} path
 * @param {string} text
 * @returns {[string, string, string]} before, match, after
 */
export function cutAtMatch(path, text) {
  const last = words(text).at(-1) ?? '';
  for (const part of [last, last.slice(last.lastIndexOf('.') + 1)]) {
    const at = part ? path.lastIndexOf(part) : -1;
    if (at >= 0) {
      return [path.slice(0, at), part, path.slice(at + part.length)];
    }
  }
  return [path, '', ''];
}

/** @param {Node} node @param {string} typed @param {string} name */
function score(node, typed, name) {
  if (node.path === typed) {
    return 0;
  }
  if (typed.includes('.') && node.path.startsWith(typed)) {
    return 1;
  }
  if (node.name === name) {
    return 2;
  }
  if (node.name.startsWith(name)) {
    return 3;
  }
  const at = node.name.indexOf(name);
  return at > 0 && /[^\p{L}\p{N}]/u.test(node.name[at - 1]) ? 4 : 5;
}

/** @param {string} text */
function words(text) {
  return text.trim().split(/\s+/).filter(Boolean);
}

/** @param {string} part */
function starred(part) {
  return part === '' || isPattern(part) ? part || '*' : `*${part}*`;
}

/** @param {Node} node */
function levels(node) {
  return node.path.split('.').length;
}
