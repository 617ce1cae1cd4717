// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// Series as they come from /render, made ready to draw. Pure functions.

/**
 * A named row of datapoints; times ascend.
 * @typedef {{name: string, times: number[], values: (number | null)[]}} Series
 */

/**
 * What the legend says about a series; all undefined when it holds no value.
 * @typedef {{last?: number, min?: number, max?: number, average?: number}} Summary
 */

/**
 * @param {{target: string, datapoints: [number | null, number][]}} answer one element of the JSON answer
 * @returns {Series}
 */
export function toSeries({ target, datapoints }) {
  return {
    name: target,
    times: datapoints.map(([, time]) => time),
    values: datapoints.map(([value]) => (Number.isFinite(value) ? value : null)),
  };
}

/**
 * All series over one ascending row of times. Null is a gap. Where a series has no slot at another
 * one's time the value is undefined, which is no gap, unless it lies beside one.
 * @param {Series[]} series
 * @returns {[number[], ...(number | null | undefined)[][]]}
 */
export function align(series) {
  const first = series[0]?.times ?? [];
  if (series.every(({ times }) => sameTimes(times, first))) {
    return [first, ...series.map(({ values }) => values)];
  }
  const times = [...new Set(series.flatMap((one) => one.times))].sort((a, b) => a - b);
  const slot = new Map(times.map((time, index) => [time, index]));
  const columns = series.map((one) => {
    /** @type {(number | null | undefined)[]} */
    const column = new Array(times.length).fill(undefined);
    one.times.forEach((time, index) => (column[Number(slot.get(time))] = one.values[index]));
    widenGaps(column);
    return column;
  });
  return [times, ...columns];
}

/**
 * Makes null what lies between a null and the next slot on either side.
 * @param {(number | null | undefined)[]} column changed in place
 */
function widenGaps(column) {
  let slot = -1;
  for (let index = 0; index < column.length; index++) {
    if (column[index] !== undefined) {
      if (slot >= 0 && (column[slot] === null || column[index] === null)) {
        column.fill(null, slot + 1, index);
      }
      slot = index;
    }
  }
}

/** @param {(number | null)[]} values @returns {Summary} */
export function summarize(values) {
  const present = /** @type {number[]} */ (values.filter((value) => value !== null));
  if (!present.length) {
    return {};
  }
  let [min, max, sum] = [Infinity, -Infinity, 0];
  for (const value of present) {
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += value;
  }
  return { last: present.at(-1), min, max, average: sum / present.length };
}

/**
 * The indices of values that no line can show, because both neighbours are missing.
 * @param {(number | null | undefined)[]} values
 * @param {number} first
 * @param {number} last
 */
export function isolated(values, first, last) {
  const found = [];
  let before = null;
  let candidate = -1;
  for (let index = first; index <= last; index++) {
    const value = values[index];
    if (value === undefined) {
      continue;
    }
    if (candidate >= 0 && value === null) {
      found.push(candidate);
    }
    candidate = value !== null && before === null ? index : -1;
    before = value;
  }
  return candidate >= 0 ? [...found, candidate] : found;
}

const PREFIXES = ['', ' k', ' M', ' G', ' T', ' P', ' E'];

/**
 * A value in a few characters: four significant digits, decimal prefixes from ten thousand on.
 * @param {number | null | undefined} value
 */
export function formatValue(value) {
  if (value === null || value === undefined) {
    return '–';
  }
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e21)) {
    return value.toExponential(2);
  }
  if (size < 1e4) {
    return String(Number(value.toPrecision(size < 1 ? 3 : 5)));
  }
  const power = Math.min(Math.floor(Math.log10(size) / 3), PREFIXES.length - 1);
  return Number((value / 1000 ** power).toPrecision(4)) + PREFIXES[power];
}

/** @param {number[]} a @param {number[]} b */
function sameTimes(a, b) {
  return a.length === b.length && a.every((time, index) => time === b[index]);
}
