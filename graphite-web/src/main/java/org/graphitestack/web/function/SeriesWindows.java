// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.Arrays;
import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// Two series on one grid of time, compared in a window of so many points that moves.
record SeriesWindows(TimeSeries a, TimeSeries b, int size) {

  /// How two windows compare; unknown values are NaN.
  interface Comparison {
    double of(double[] a, double[] b);
  }

  /// Of the parameters `seriesA`, `seriesB` and `windowSize`.
  static SeriesWindows of(Invocation in) {
    var size = in.whole("windowSize");
    if (size < 1) {
      throw in.wrong("windowSize", "1 or more points");
    }
    return new SeriesWindows(one(in, "seriesA"), one(in, "seriesB"), size);
  }

  /// The only series of a parameter.
  static TimeSeries one(Invocation in, String parameter) {
    var series = in.series(parameter);
    if (series.size() != 1) {
      throw in.wrong(parameter, "exactly one series");
    }
    return series.getFirst();
  }

  TimeSeries compared(String function, Comparison comparison) {
    var normalized = Normalized.of(List.of(a, b));
    var rowsA = normalized.rows(row -> row[0]);
    var rowsB = normalized.rows(row -> row[1]);
    var values = new double[normalized.length()];
    for (var i = 0; i < values.length; i++) {
      values[i] =
          i + 1 < size
              ? Double.NaN
              : comparison.of(
                  Arrays.copyOfRange(rowsA, i + 1 - size, i + 1),
                  Arrays.copyOfRange(rowsB, i + 1 - size, i + 1));
    }
    return a.change()
        .called(function + "(" + a.name() + "," + b.name() + "," + size + ")")
        .start(normalized.start())
        .end(normalized.end())
        .step(normalized.step())
        .values(values)
        .integers(false)
        .make();
  }
}
