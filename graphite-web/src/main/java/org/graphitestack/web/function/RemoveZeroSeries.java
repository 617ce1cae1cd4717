// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `removeZeroSeries`: drops series in which nothing, or less than a share, is known and not 0.
final class RemoveZeroSeries implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "removeZeroSeries",
            Parameter.seriesList(),
            Parameter.optional("xFilesFactor", ParameterType.FLOAT))
        .addition()
        .describe(
            "Drops series in which no value, or less than a share of all values, is known and"
                + " not 0.")
        .example("removeZeroSeries(servers.*.errors)", "removeZeroSeries(servers.*.load,0.5)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var share = in.has("xFilesFactor") ? in.number("xFilesFactor") : 0;
    return in.series().stream()
        .filter(
            series -> Aggregator.enough(counting(series.values()), series.values().length, share))
        .toList();
  }

  /// How many values are known and not 0.
  private static int counting(double[] values) {
    var count = 0;
    for (var value : values) {
      if (!Double.isNaN(value) && value != 0) {
        count++;
      }
    }
    return count;
  }
}
