// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import java.util.stream.Collectors;
import org.graphitestack.web.series.TimeSeries;

/// `powSeries`: raises the first series to the power of the second, that to the power of the third
/// and so on.
final class PowSeries implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "powSeries",
            Parameter.required("seriesList", ParameterType.SERIES_LIST)
                .many()
                .argument("seriesLists"))
        .asAggregator()
        .describe(
            "Raises the first series to the power of the second, that to the power of the third and"
                + " so on.")
        .example("powSeries(servers.web1.load,servers.web2.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var series = in.series();
    if (series.isEmpty()) {
      return series;
    }
    return List.of(of(in, series));
  }

  /// One series of all.
  static TimeSeries of(Invocation in, List<TimeSeries> series) {
    var names = series.stream().map(TimeSeries::name).collect(Collectors.joining(","));
    var normalized = Normalized.of(series);
    return TimeSeries.of(
        "powSeries(" + names + ")",
        normalized.start(),
        normalized.end(),
        normalized.step(),
        normalized.rows(
            row -> {
              var power = row[0];
              for (var i = 1; i < row.length; i++) {
                power =
                    Double.isNaN(power) || Double.isNaN(row[i])
                        ? Double.NaN
                        : Powers.of(power, row[i]);
              }
              return power;
            }),
        in.evaluation().xFilesFactor());
  }
}
