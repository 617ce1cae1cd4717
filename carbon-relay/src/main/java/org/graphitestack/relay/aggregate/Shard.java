// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A part of all outputs, chosen by the hash of their names, in buckets of linked series.
///
/// Its state belongs to its own lock, which all methods take. A point holds it for a look-up and an
/// addition; rounds and saving hold it for a run of buckets at a time. A bucket may be visited
/// twice or, when the table grows meanwhile, its series in two runs: either does no harm.
final class Shard {

  private static final int RUN = 1024;
  private static final int MAX_RESTING = 1024;

  private final AggregationOptions options;
  private final Budget budget;
  private final LongSupplier nanoTime;

  /// -1: none is late.
  private final long latenessSeconds;

  private @Nullable OutputSeries[] buckets = new OutputSeries[16];
  private int size;
  private List<OutputSeries> leaving = new ArrayList<>();
  private @Nullable Window resting;
  private int restingCount;

  Shard(AggregationOptions options, Budget budget, LongSupplier nanoTime) {
    this.options = options;
    this.budget = budget;
    this.nanoTime = nanoTime;
    this.latenessSeconds = options.allowedLateness().map(Duration::toSeconds).orElse(-1L);
  }

  /// Takes one point in, or counts why not.
  ///
  /// @param now epoch seconds; looked at only if the rule or the options know lateness
  synchronized void feed(RuleState state, Feed feed, long timestamp, double value, long now) {
    state.received.increment();
    var series = find(state, feed);
    if (series != null && series.state.retired && !state.retired) {
      unlink(series);
      leaving.add(series);
      series = null;
    }
    var frequency = series == null ? state.rule.frequencySeconds() : series.frequency;
    var start = timestamp - Math.floorMod(timestamp, frequency);
    if (isOutOfTime(state, start, frequency, now)) {
      return;
    }
    if (series == null) {
      begin(state, feed, null, start, value);
      return;
    }
    var window = series.find(start);
    if (window == null) {
      begin(state, feed, series, start, value);
    } else {
      add(state, series.function, window, value);
    }
  }

  private boolean isOutOfTime(RuleState state, long start, int frequency, long now) {
    if (!state.expires) {
      if (latenessSeconds >= 0 && start + frequency + latenessSeconds < now) {
        state.late.increment();
        return true;
      }
      return false;
    }
    var expire = state.expireSeconds;
    if (start + expire < now) {
      state.late.increment();
      return true;
    }
    var oldest = Math.ceilDiv(now - expire, frequency) * frequency;
    var windows = Math.ceilDiv(expire, frequency) + 2L;
    if (start >= oldest + windows * frequency) {
      state.early.increment();
      return true;
    }
    return false;
  }

  private void begin(
      RuleState state, Feed feed, @Nullable OutputSeries known, long start, double value) {
    var series =
        known == null
            ? new OutputSeries(
                feed.output(), state, feed.compute(), nanoTime.getAsLong() + period(state.rule))
            : known;
    var window = rested();
    window.begin(start);
    var values = window.neededValues(series.function, options.maxValues());
    var bytes = Window.BYTES + Window.bytesOfValues(values);
    if (!budget.take(1, known == null ? bytes + series.bytes() : bytes)) {
      rest(window);
      state.dropped.increment();
      return;
    }
    if (known == null) {
      link(series);
    }
    window.growTo(values);
    window.add(series.function, value);
    budget.bufferedPoints.increment();
    series.add(window);
  }

  private void add(RuleState state, AggregationFunction function, Window window, double value) {
    var needed = window.neededValues(function, options.maxValues());
    var more = Window.bytesOfValues(needed) - Window.bytesOfValues(window.values.length);
    if (window.isFull(function, options.maxValues()) || (more > 0 && !budget.take(0, more))) {
      state.dropped.increment();
      return;
    }
    if (more > 0) {
      window.growTo(needed);
    }
    window.add(function, value);
    budget.bufferedPoints.increment();
  }

  /// Computes what is due in a run of buckets.
  ///
  /// @param from 0 to begin with
  /// @param touched gets the rules that have the first result now
  /// @return where the next run begins; -1 behind the last
  synchronized int compute(int from, long now, long nanos, List<RuleState> touched) {
    for (var series : leaving) {
      sendLast(series, touched);
      forget(series);
    }
    leaving = leaving.isEmpty() ? leaving : new ArrayList<>();
    var end = Math.min(buckets.length, from + RUN);
    for (var i = from; i < end; i++) {
      for (var series = buckets[i]; series != null; series = series.next) {
        compute(series, now, nanos, touched);
        if (series.size() == 0) {
          unlink(series);
          forget(series);
        }
      }
    }
    return end == buckets.length ? -1 : end;
  }

  private void compute(OutputSeries series, long now, long nanos, List<RuleState> touched) {
    if (series.state.retired) {
      sendLast(series, touched);
      return;
    }
    switch (series.state.rule.emission()) {
      case Emission.Rounds _ -> round(series, now, nanos, touched);
      case Emission.Expiry(var expire, var time) -> {
        while (series.size() > 0 && series.window(0).start + expire < now) {
          var window = series.window(0);
          send(series, window, time.of(window.start, series.frequency), touched);
          remove(series, 0);
        }
      }
    }
  }

  /// A round as carbon's: results of windows with new points; away with those idle for too long;
  /// away with the oldest if there are too many.
  private void round(OutputSeries series, long now, long nanos, List<RuleState> touched) {
    if (nanos - series.dueNanos < 0) {
      return;
    }
    var period = period(series.state.rule);
    series.dueNanos += ((nanos - series.dueNanos) / period + 1) * period;
    var running = series.startOf(now);
    var threshold = running - (long) options.maxIntervals() * series.frequency;
    for (var i = 0; i < series.size(); i++) {
      var window = series.window(i);
      if (window.idleSince == Window.ACTIVE) {
        send(series, window, window.start, touched);
        window.idleSince = running;
      } else if (window.idleSince < threshold) {
        remove(series, i);
        i--;
      }
    }
    while (series.size() > options.maxIntervals() + 2) {
      remove(series, 0);
    }
  }

  private void sendLast(OutputSeries series, List<RuleState> touched) {
    while (series.size() > 0) {
      var window = series.window(0);
      switch (series.state.rule.emission()) {
        case Emission.Rounds _ -> {
          if (window.idleSince == Window.ACTIVE) {
            send(series, window, window.start, touched);
          }
        }
        case Emission.Expiry(var _, var time) ->
            send(series, window, time.of(window.start, series.frequency), touched);
      }
      remove(series, 0);
    }
  }

  private static void send(
      OutputSeries series, Window window, long timestamp, List<RuleState> touched) {
    var state = series.state;
    var result = window.result(series.function);
    if (Double.isNaN(result)) {
      state.dropped.increment();
      return;
    }
    if (state.results.isEmpty()) {
      touched.add(state);
    }
    state.results.add(series.output.bytes, 0, series.output.bytes.length, timestamp, result);
    state.generated.increment();
    if (window.sent) {
      state.repeated.increment();
    }
    window.sent = true;
  }

  /// Takes the outputs of rules no longer in force out; the next run sends what they have.
  synchronized void retire() {
    for (var bucket : buckets) {
      for (var series = bucket; series != null; series = series.next) {
        if (series.state.retired) {
          unlink(series);
          leaving.add(series);
        }
      }
    }
  }

  /// Writes a run of buckets.
  ///
  /// @param places the place of each rule that is to be saved
  /// @return where the next run begins; -1 behind the last
  synchronized int save(int from, long nanos, Map<RuleState, Integer> places, StateWriter out) {
    var end = Math.min(buckets.length, from + RUN);
    for (var i = from; i < end; i++) {
      for (var series = buckets[i]; series != null; series = series.next) {
        var place = places.get(series.state);
        if (place != null) {
          out.series(series, place, series.dueNanos - nanos);
        }
      }
    }
    return end == buckets.length ? -1 : end;
  }

  /// Puts a saved series back; a second one of the same output takes the place of the first.
  ///
  /// @return whether there was room
  synchronized boolean restore(OutputSeries series, long untilRound) {
    var known = find(series.state, new Feed(0, series.compute, series.output));
    if (known != null) {
      unlink(known);
      while (known.size() > 0) {
        remove(known, 0);
      }
      forget(known);
    }
    var bytes = series.bytes();
    var points = 0L;
    for (var i = 0; i < series.size(); i++) {
      bytes += series.window(i).bytes();
      points += series.window(i).count;
    }
    if (!budget.take(series.size(), bytes)) {
      return false;
    }
    series.dueNanos = nanoTime.getAsLong() + Math.clamp(untilRound, 0, period(series.state.rule));
    budget.bufferedPoints.add(points);
    link(series);
    return true;
  }

  /// Nanoseconds from round to round.
  private long period(AggregationRule rule) {
    var seconds =
        Math.min(
            rule.frequencySeconds(), options.writeBackSeconds().orElse(rule.frequencySeconds()));
    return TimeUnit.SECONDS.toNanos(seconds);
  }

  private @Nullable OutputSeries find(RuleState state, Feed feed) {
    var series = buckets[bucketOf(feed.output())];
    while (series != null && !series.is(feed.output(), state, feed.compute())) {
      series = series.next;
    }
    return series;
  }

  private void link(OutputSeries series) {
    if (size == buckets.length) {
      grow();
    }
    var bucket = bucketOf(series.output);
    series.next = buckets[bucket];
    buckets[bucket] = series;
    size++;
    budget.outputs.increment();
  }

  /// Takes a series out of its bucket. Its own link stays, so that whoever walks may go on.
  private void unlink(OutputSeries series) {
    var bucket = bucketOf(series.output);
    var before = buckets[bucket];
    if (before == series) {
      buckets[bucket] = series.next;
    } else {
      while (before != null && before.next != series) {
        before = before.next;
      }
      if (before == null) {
        return;
      }
      before.next = series.next;
    }
    size--;
    budget.outputs.decrement();
  }

  private void grow() {
    var old = buckets;
    buckets = new OutputSeries[old.length * 2];
    for (var first : old) {
      var series = first;
      while (series != null) {
        var following = series.next;
        var bucket = bucketOf(series.output);
        series.next = buckets[bucket];
        buckets[bucket] = series;
        series = following;
      }
    }
  }

  private int bucketOf(OutputName output) {
    return (int) output.hash & buckets.length - 1;
  }

  private void remove(OutputSeries series, int index) {
    var window = series.window(index);
    series.remove(index);
    budget.give(1, window.bytes());
    budget.bufferedPoints.add(-window.count);
    rest(window);
  }

  private void forget(OutputSeries series) {
    budget.give(0, series.bytes());
  }

  private Window rested() {
    var window = resting;
    if (window == null) {
      return new Window();
    }
    resting = window.next;
    window.next = null;
    restingCount--;
    return window;
  }

  private void rest(Window window) {
    if (restingCount < MAX_RESTING) {
      window.begin(0);
      window.next = resting;
      resting = window;
      restingCount++;
    }
  }
}
