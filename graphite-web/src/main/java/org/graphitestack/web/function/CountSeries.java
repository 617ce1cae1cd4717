// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.Arrays;
import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `countSeries`: gives the number of series, those without a value included.
final class CountSeries implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "countSeries",
            Parameter.optional("seriesLists", ParameterType.SERIES_LIST).many())
        .asAggregator()
        .describe("Gives the number of series, those without a value included.")
        .example("countSeries(servers.*.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    if (in.all("seriesLists").isEmpty()) {
      return List.of(
          ConstantLine.of(in.evaluation(), 0, "0")
              .change()
              .pathExpression("countSeries()")
              .integers(true)
              .make());
    }
    var series = in.series();
    if (series.isEmpty()) {
      return List.of();
    }
    var normalized = Normalized.of(series);
    var values = new double[normalized.length()];
    Arrays.fill(values, series.size());
    var title = "countSeries(" + Combined.pathExpressions(series) + ")";
    return List.of(
        TimeSeries.of(
                title,
                normalized.start(),
                normalized.end(),
                normalized.step(),
                values,
                in.evaluation().xFilesFactor())
            .change()
            .integers(true)
            .make());
  }
}
