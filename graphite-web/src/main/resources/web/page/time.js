// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// Time ranges as the server reads them, and what zooming and shifting makes of them. Pure functions.

/** Ranges offered as buttons: label, `from`, words for screen readers. */
export const PRESETS = /** @type {const} */ ([
  ['15m', '-15min', 'last 15 minutes'],
  ['1h', '-1h', 'last hour'],
  ['6h', '-6h', 'last 6 hours'],
  ['24h', '-24h', 'last 24 hours'],
  ['7d', '-7d', 'last 7 days'],
  ['30d', '-30d', 'last 30 days'],
  ['90d', '-90d', 'last 90 days'],
  ['1y', '-1y', 'last year'],
]);

const UNITS = [
  ['s', 1],
  ['min', 60],
  ['h', 3600],
  ['d', 86400],
  ['w', 7 * 86400],
  ['mon', 30 * 86400],
  ['y', 365 * 86400],
];

/**
 * The seconds a relative time lies in the past.
 * @param {string} text such as `-24h`, `-1day`, `-15min`
 * @returns {number | undefined} nothing when the text is not one simple offset
 */
export function secondsAgo(text) {
  const match = /^-(\d+)([a-z]+)$/.exec(text.trim());
  const unit = match && UNITS.find(([name]) => match[2].startsWith(String(name)));
  return unit ? Number(match[1]) * Number(unit[1]) : undefined;
}

/**
 * Whether a range is the one a preset button stands for, however it is spelled.
 * @param {{from: string, until: string}} range
 * @param {string} preset
 */
export function isPreset({ from, until }, preset) {
  return (until === '' || until === 'now') && secondsAgo(from) === secondsAgo(preset);
}

/**
 * A piece of a drawn window as absolute times, in whole epoch seconds.
 * `first` and `last` are parts of it: 0 is its start, 1 its end; values outside shift or widen it.
 * @param {[number, number]} window
 * @param {number} first
 * @param {number} last
 */
export function slice([start, end], first, last) {
  const width = Math.max(end - start, 1);
  const from = Math.floor(start + first * width);
  return {
    from: String(Math.max(0, from)),
    until: String(Math.max(from + 1, Math.ceil(start + last * width))),
  };
}

/**
 * A moment in words, to the second, in the given zone.
 * @param {number} seconds since the epoch
 * @param {string} zone
 */
export function formatTime(seconds, zone) {
  const options = { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23', timeZone: zone };
  return new Intl.DateTimeFormat(undefined, /** @type {any} */ (options)).format(seconds * 1000);
}

/**
 * A window in words, as short as can be.
 * @param {[number, number]} window
 * @param {string} zone
 */
export function formatWindow([start, end], zone) {
  const options = { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23', timeZone: zone };
  const format = new Intl.DateTimeFormat(undefined, /** @type {any} */ (options));
  return `${format.formatRange(start * 1000, end * 1000)} ${zone}`;
}

/**
 * The zone to draw in: the one asked for where the browser knows it, its own otherwise.
 * @param {string | undefined} wanted
 */
export function zoneOf(wanted) {
  try {
    return new Intl.DateTimeFormat(undefined, { timeZone: wanted }).resolvedOptions().timeZone;
  } catch {
    return new Intl.DateTimeFormat().resolvedOptions().timeZone;
  }
}
