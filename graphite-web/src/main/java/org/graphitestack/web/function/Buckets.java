// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import org.graphitestack.web.series.TimeSeries;

/// The values of a series in intervals of time, each made into one.
final class Buckets {

  private Buckets() {}

  /// One value for each interval in `[start, end)`. An interval gives NaN if nothing in it is
  /// known, or less than the series' xFilesFactor of what it could hold.
  static double[] of(
      Invocation in,
      TimeSeries series,
      Aggregator aggregator,
      long interval,
      long start,
      long end) {
    var count = Math.ceilDiv(Math.max(0, end - start), interval);
    in.evaluation().reserve(count, in.function());
    var buckets = new double[Math.toIntExact(count)];
    var values = series.values();
    for (var bucket = 0; bucket < buckets.length; bucket++) {
      var from = index(series, start + bucket * interval);
      var to = index(series, start + (bucket + 1) * interval);
      var known = Aggregator.known(values, from, to);
      var possible = (double) interval / series.step();
      buckets[bucket] =
          Aggregator.enough(known, possible, series.xFilesFactor())
              ? aggregator.of(values, from, to)
              : Double.NaN;
    }
    return buckets;
  }

  /// Index of the first value at or after a time. A value at or after the end of the series, such
  /// as the last of several with unequal steps, counts for none, as in graphite-web.
  private static int index(TimeSeries series, long time) {
    var index = Math.ceilDiv(time - series.start(), series.step());
    var within = Math.ceilDiv(Math.max(0, series.end() - series.start()), series.step());
    return Math.clamp(index, 0, (int) Math.min(within, series.values().length));
  }
}
