// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// Calls of functions in targets: taken apart, put together. Pure functions.

/**
 * A parameter as `/functions` describes it.
 * @typedef {{
 *   name: string, type: string, required?: boolean, default?: any, multiple?: boolean,
 *   options?: any[], suggestions?: any[]
 * }} Parameter
 */

/**
 * A function as `/functions` describes it.
 * @typedef {{name: string, function: string, description: string, group: string, params: Parameter[]}} Description
 */

const SERIES = new Set(['seriesList', 'seriesLists']);
/** Types whose values are written without quotes, whatever they are. */
const BARE = new Set(['boolean', 'float', 'integer', 'node', ...SERIES]);
/** Types whose values are texts, even when they look like numbers. */
const QUOTED = new Set(['aggFunc', 'aggOrSeriesFunc', 'date', 'interval', 'string', 'tag']);

/**
 * Takes a call apart.
 * @param {string} text
 * @returns {{name: string, args: string[]} | undefined} nothing for what is no single call
 */
export function parseCall(text) {
  const opening = /^\s*([A-Za-z_]\w*)\s*\(/.exec(text);
  if (!opening) {
    return undefined;
  }
  const args = [];
  let [start, depth, quote] = [opening[0].length, 0, ''];
  let at = start;
  for (; at < text.length; at++) {
    const c = text[at];
    if (quote) {
      at += c === '\\' ? 1 : 0;
      quote = c === quote ? '' : quote;
    } else if (c === '"' || c === "'") {
      quote = c;
    } else if ('([{'.includes(c)) {
      depth++;
    } else if (')]}'.includes(c)) {
      if (depth === 0) {
        break;
      }
      depth--;
    } else if (c === ',' && depth === 0) {
      args.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  if (text[at] !== ')' || text.slice(at + 1).trim()) {
    return undefined;
  }
  const last = text.slice(start, at).trim();
  return { name: opening[1], args: last || args.length ? [...args, last] : [] };
}

/**
 * The targets inside the outermost call; the text itself where there is no call.
 * @param {string} text
 * @returns {string[]} empty if the call holds no target
 */
export function unwrap(text) {
  const call = parseCall(text);
  return call ? call.args.filter(isTarget) : [text];
}

/** @param {string} argument */
function isTarget(argument) {
  return !/^$|^["']|^[-+]?[\d.]+(e[-+]?\d+)?$|^(true|false|none|inf)$|^\w+\s*=/i.test(argument);
}

/** Whether a function takes all targets in one call. @param {Description} description */
export function combines({ params }) {
  return Boolean(params[0] && SERIES.has(params[0].type) && params[0].multiple);
}

/** Whether a function takes targets at all. @param {Description} description */
export function takesTargets({ params }) {
  return Boolean(params[0] && SERIES.has(params[0].type));
}

/** The parameters a person is asked for. @param {Description} description */
export function askedParameters(description) {
  return takesTargets(description) ? description.params.slice(1) : description.params;
}

/**
 * A value as a target has it.
 * @param {Parameter} parameter
 * @param {string} text as typed
 */
export function literal({ type, multiple }, text) {
  const one = (/** @type {string} */ value) => {
    const bare = BARE.has(type) || (!QUOTED.has(type) && /^[-+]?[\d.]+$|^(true|false|inf)$/i.test(value));
    return bare || /^(["']).*\1$/s.test(value) ? value : quoted(value);
  };
  return multiple && !SERIES.has(type)
    ? text.split(',').map((part) => one(part.trim())).join(', ')
    : one(text.trim());
}

/** @param {string} text */
function quoted(text) {
  return text.includes("'") ? `"${text.replaceAll('"', '\\"')}"` : `'${text}'`;
}

/**
 * The targets after a function was applied to some.
 * @param {string[]} texts all targets
 * @param {Set<number>} chosen places of those it is applied to
 * @param {Description} description
 * @param {Record<string, string>} values of the parameters that are asked for, as typed; empty for the default
 */
export function applied(texts, chosen, description, values) {
  const rest = writtenArguments(askedParameters(description), values);
  const call = (/** @type {string[]} */ targets) => `${description.name}(${[...targets, ...rest].join(', ')})`;
  if (!takesTargets(description)) {
    return [...texts, call([])];
  }
  if (!combines(description)) {
    return texts.map((text, index) => (chosen.has(index) ? call([text]) : text));
  }
  const first = Math.min(...chosen);
  const together = call(texts.filter((_, index) => chosen.has(index)));
  return texts.flatMap((text, index) => (index === first ? [together] : chosen.has(index) ? [] : [text]));
}

/** @param {Parameter[]} params @param {Record<string, string>} values */
function writtenArguments(params, values) {
  const written = [];
  let named = false;
  for (const parameter of params) {
    const value = (values[parameter.name] ?? '').trim();
    if (value) {
      const text = literal(parameter, value);
      written.push(named ? `${parameter.name}=${text}` : text);
    } else {
      named = true;
    }
  }
  return written;
}

/**
 * The first sentence of a description.
 * @param {Description} description
 */
export function summary({ description }) {
  const text = description.trim().split(/\n\s*\n/)[0].replace(/\s+/g, ' ');
  return /^.*?[.](?=\s|$)/.exec(text)?.[0] ?? text;
}

/** Examples in a description. @param {Description} description */
export function examples({ description }) {
  return [...description.matchAll(/^\s*&target=(.*)$/gm)].map(([, example]) => example);
}
