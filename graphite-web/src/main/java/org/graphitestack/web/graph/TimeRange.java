// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// From when to when a graph reaches, in epoch seconds. It comes from the series, not from the
/// request.
record TimeRange(long start, long end) {

  /// @param mode a staircase needs room for the last value's step
  static TimeRange of(List<TimeSeries> series, LineMode mode) {
    long start = Long.MAX_VALUE;
    long end = Long.MIN_VALUE;
    for (TimeSeries one : series) {
      start = Math.min(start, one.start());
      end = Math.max(end, mode == LineMode.STAIRCASE ? one.end() : one.end() - stepOf(one));
    }
    return new TimeRange(start, end);
  }

  static long stepOf(TimeSeries series) {
    return series.step() * series.valuesPerPoint();
  }

  boolean isEmpty() {
    return end <= start;
  }

  double seconds() {
    return end - start;
  }
}
