// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.graphitestack.web.series.TimeSeries;

/// Series to draw in tests, one value a minute from a fixed time on.
final class SampleSeries {

  static final double NULL = Double.NaN;

  /// 2011-03-13 07:07:00 UTC.
  static final long START = 1_300_000_020;

  static final int STEP = 60;

  private SampleSeries() {}

  static TimeSeries of(String name, double... values) {
    return new TimeSeries(
        name,
        name,
        Map.of("name", name),
        START,
        START + (long) STEP * values.length,
        STEP,
        values,
        false,
        "average",
        1,
        0,
        Map.of());
  }

  static TimeSeries of(String name, int length, IntToDoubleFunction value) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = value.applyAsDouble(i);
    }
    return of(name, values);
  }

  /// From 0 to 100 in an hour.
  static TimeSeries ramp(String name) {
    return of(name, 60, i -> i * 100.0 / 59);
  }
}
