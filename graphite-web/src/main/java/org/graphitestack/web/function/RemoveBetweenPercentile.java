// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `removeBetweenPercentile`: keeps series that at some time leave a band around the median of all.
final class RemoveBetweenPercentile implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "removeBetweenPercentile",
            Parameter.seriesList(),
            Parameter.required("n", ParameterType.FLOAT))
        .describe("Keeps series that at some time leave a band around the median of all.")
        .example("removeBetweenPercentile(servers.*.load,60)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var n = in.number("n");
    var outer = n < 50 ? 100 - n : n;
    var series = in.series();
    if (series.isEmpty()) {
      return series;
    }
    var width = series.stream().mapToInt(s -> s.values().length).max().orElse(0);
    var low = new double[width];
    var high = new double[width];
    for (var i = 0; i < width; i++) {
      var column = Filters.column(series, i);
      low[i] = Percentile.of(column, 100 - outer, false);
      high[i] = Percentile.of(column, outer, false);
    }
    return series.stream().filter(s -> leaves(s.values(), low, high)).toList();
  }

  private static boolean leaves(double[] values, double[] low, double[] high) {
    for (var i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i]) && !(low[i] < values[i] && values[i] < high[i])) {
        return true;
      }
    }
    return false;
  }
}
