// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `averageOutsidePercentile`: keeps series whose average is not inside a band around the median of
/// all averages.
final class AverageOutsidePercentile implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "averageOutsidePercentile",
            Parameter.seriesList(),
            Parameter.required("n", ParameterType.FLOAT))
        .describe(
            "Keeps series whose average is not inside a band around the median of all averages.")
        .example("averageOutsidePercentile(servers.*.load,95)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var n = in.number("n");
    var outer = n < 50 ? 100 - n : n;
    var series = in.series();
    var averages = series.stream().mapToDouble(s -> Aggregator.AVERAGE.of(s.values())).toArray();
    var low = Percentile.of(averages, 100 - outer, false);
    var high = Percentile.of(averages, outer, false);
    return series.stream()
        .filter(
            s -> {
              var average = Aggregator.AVERAGE.of(s.values());
              return !(low < average && average < high);
            })
        .toList();
  }
}
