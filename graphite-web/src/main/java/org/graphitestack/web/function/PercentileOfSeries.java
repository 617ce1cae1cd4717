// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// `percentileOfSeries`: takes at each time a percentile of the series.
final class PercentileOfSeries implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "percentileOfSeries",
            Parameter.seriesList(),
            Parameter.required("n", ParameterType.FLOAT),
            Parameter.optional("interpolate", ParameterType.BOOLEAN, false))
        .describe("Takes at each time a percentile of the series.")
        .example("percentileOfSeries(servers.*.load,50)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var series = in.series();
    var n = in.number("n");
    var interpolate = in.flag("interpolate");
    if (n <= 0) {
      throw in.wrong("n", "a percentile above 0");
    }
    if (series.isEmpty()) {
      return series;
    }
    var normalized = Normalized.of(series);
    return List.of(
        TimeSeries.of(
            "percentileOfSeries("
                + series.getFirst().pathExpression()
                + ","
                + PythonNumber.general(n)
                + ")",
            normalized.start(),
            normalized.end(),
            normalized.step(),
            normalized.rows(row -> Percentile.of(row, n, interpolate)),
            in.evaluation().xFilesFactor()));
  }
}
