// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.benchmarks.storage.cassandra;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;

/// Series of a value a minute for a day: gauges that move by steps, with two decimals.
///
/// @param paths of the series
/// @param begin time of the first point
record DayOfPoints(List<MetricPath> paths, long begin) {

  static final int POINTS = 1_440;
  static final int STEP = 60;

  static DayOfPoints of(String prefix, int series, long begin) {
    var paths = new ArrayList<MetricPath>();
    for (var i = 0; i < series; i++) {
      paths.add(MetricPath.parse(prefix + ".rack" + i / 100 + ".host" + i / 10 + ".metric" + i));
    }
    return new DayOfPoints(paths, begin);
  }

  long points() {
    return (long) paths.size() * POINTS;
  }

  long end() {
    return begin + (long) (POINTS - 1) * STEP;
  }

  /// Points of one series, as a cache would flush them.
  PointBatch batch(int series, int from, int count) {
    var random = new Random(31L * series + from);
    var times = new long[count];
    var values = new double[count];
    var value = random.nextInt(10_000);
    for (var i = 0; i < count; i++) {
      value += random.nextInt(201) - 100;
      times[i] = begin + (long) (from + i) * STEP;
      values[i] = value / 100.0;
    }
    return PointBatch.wrap(times, values, count);
  }
}
