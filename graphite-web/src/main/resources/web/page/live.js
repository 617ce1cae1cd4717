// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// Graphs that are followed: one stream of the server for all graphs of a page.

import { streamUrl } from './api.js';
import { toSeries } from './series.js';

/** @import { Answer } from './api.js' */
/** @import { Series } from './series.js' */

/** Milliseconds in which changes of what is followed are gathered: each opens a new stream. */
const GATHER = 100;
/** Milliseconds in which a stream has to tell something; something on the way holds it back otherwise. */
const PATIENCE = 10_000;
/** Milliseconds until a stream is tried again after it failed. */
const TRY_AGAIN = 60_000;
/** The longest address that is asked for; beyond it graphs are asked for one by one, again and again. */
const LONGEST = 500_000;

/**
 * What one graph follows: a target and the query of its render request.
 * @typedef {{target: string, query: string}} Followed
 */

/**
 * Follows the graphs of a page. While `works` is false nothing is told, and the page has to ask by itself.
 */
export class Live {
  works = false;
  /** @type {Map<object, {followed: Followed[], tell: (answers: Answer[]) => void, answers: (Answer | undefined)[]}>} */
  owners = new Map();
  every = 0;
  /** @type {EventSource | undefined} */
  source;
  /** @type {number | undefined} */
  gathering;
  /** @type {number | undefined} */
  patience;
  brokenUntil = 0;

  /** @param {() => void} onWorks called when `works` has changed */
  constructor(onWorks) {
    this.onWorks = onWorks;
    // a page that was left may be kept by the browser, and its stream with it
    addEventListener('pagehide', () => this.close());
    addEventListener('pageshow', ({ persisted }) => persisted && this.reopenSoon());
  }

  /**
   * Follows graphs for an owner, instead of what it followed before.
   * @param {object} owner
   * @param {Followed[]} followed nothing to follow no more
   * @param {(answers: Answer[]) => void} tell gets the answers whenever one has changed, once all are there
   */
  follow(owner, followed, tell) {
    const before = this.owners.get(owner);
    if (JSON.stringify(before?.followed ?? []) === JSON.stringify(followed)) {
      return;
    }
    if (followed.length) {
      this.owners.set(owner, { followed, tell, answers: [] });
    } else {
      this.owners.delete(owner);
    }
    this.reopenSoon();
  }

  /** How often the server may look, in seconds; 0 for not at all. @param {number} seconds */
  setEvery(seconds) {
    if (seconds !== this.every) {
      this.every = seconds;
      this.reopenSoon();
    }
  }

  reopenSoon() {
    clearTimeout(this.gathering);
    this.gathering = setTimeout(() => this.open(), GATHER);
  }

  close() {
    clearTimeout(this.gathering);
    clearTimeout(this.patience);
    this.source?.close();
    this.source = undefined;
    this.say(false);
  }

  /** @param {boolean} works */
  say(works) {
    if (works !== this.works) {
      this.works = works;
      this.onWorks();
    }
  }

  open() {
    const before = this.source;
    this.source = undefined;
    before?.close();
    clearTimeout(this.patience);
    const places = [...this.owners].flatMap(([owner, { followed }]) => followed.map((one, index) => ({ owner, index, one })));
    const url = streamUrl(places.map(({ one }) => one.query), this.every);
    if (!this.every || !places.length || document.hidden || Date.now() < this.brokenUntil || url.length > LONGEST) {
      this.say(false);
      return;
    }
    for (const owner of this.owners.values()) {
      owner.answers = [];
    }
    const source = new EventSource(url);
    this.source = source;
    const broken = () => {
      source.close();
      if (source === this.source) {
        this.source = undefined;
        clearTimeout(this.patience);
        this.brokenUntil = Date.now() + TRY_AGAIN / 2;
        this.gathering = setTimeout(() => this.open(), TRY_AGAIN);
        this.say(false);
      }
    };
    this.patience = setTimeout(broken, PATIENCE);
    source.onerror = () => {
      // a stream that broke is opened again by the browser; one that was refused is not
      if (source.readyState === EventSource.CLOSED) {
        broken();
      }
    };
    const on = (/** @type {string} */ kind, /** @type {(before: Answer | undefined, data: any, target: string) => Answer | undefined} */ read) =>
      source.addEventListener(kind, (event) => {
        clearTimeout(this.patience);
        const data = JSON.parse(event.data);
        const { owner, index, one } = places[data.graph];
        const place = this.owners.get(owner);
        if (source === this.source && place) {
          place.answers[index] = read(place.answers[index], data, one.target);
          this.say(true);
          if (place.followed.every((_, at) => place.answers[at])) {
            place.tell(/** @type {Answer[]} */ ([...place.answers]));
          }
        }
      });
    on('series', (_, { series }, target) => ({ target, series: series.map(toSeries) }));
    on('points', (answer, data) => answer && { ...answer, series: withPoints(answer.series, data) });
    on('failed', (answer, { error }, target) => ({ target, series: answer?.series ?? [], error }));
  }
}

/**
 * Series with points that are new or have another value; what lies before `from` is over.
 * @param {Series[]} series
 * @param {{from: number, series: {series: number, datapoints: [number | null, number][]}[]}} change
 * @returns {Series[]}
 */
export function withPoints(series, { from, series: changes }) {
  const changed = new Map(changes.map((change) => [change.series, change.datapoints]));
  return series.map((one, index) => {
    const past = one.times.findIndex((time) => time >= from);
    const times = one.times.slice(past < 0 ? one.times.length : past);
    const values = one.values.slice(past < 0 ? one.values.length : past);
    const places = new Map(times.map((time, at) => [time, at]));
    for (const [value, time] of changed.get(index) ?? []) {
      const known = value === null || !Number.isFinite(value) ? null : value;
      const at = places.get(time);
      if (at === undefined) {
        times.push(time);
        values.push(known);
      } else {
        values[at] = known;
      }
    }
    return { ...one, times, values };
  });
}
