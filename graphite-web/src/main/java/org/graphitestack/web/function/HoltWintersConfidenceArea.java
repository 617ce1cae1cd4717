// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `holtWintersConfidenceArea`: fills the area between the bounds of holtWintersConfidenceBands.
final class HoltWintersConfidenceArea implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.CALCULATE,
            "holtWintersConfidenceArea",
            Parameter.seriesList(),
            Parameter.optional("delta", ParameterType.INTEGER, 3L),
            Parameter.optional("bootstrapInterval", ParameterType.INTERVAL, "7d")
                .suggestions("7d", "30d"),
            Parameter.optional("seasonality", ParameterType.INTERVAL, "1d").suggestions("1d", "7d"))
        .describe("Fills the area between the bounds of holtWintersConfidenceBands.")
        .example("holtWintersConfidenceArea(servers.web1.load,3,\"1h\",\"10min\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var analysed = HoltWinters.analysed(in);
    if (analysed.isEmpty() && !in.series().isEmpty()) {
      return List.of();
    }
    if (analysed.size() != 1) {
      throw in.wrong("found " + analysed.size() + " series (expected: 1)");
    }
    var one = analysed.getFirst();
    var name = "holtWintersConfidenceArea(" + one.source().pathExpression() + ")";
    return List.of(
        area(one.lower(in), name).drawing("invisible", true).make(),
        area(one.upper(in), name).make());
  }

  private static TimeSeries.Change area(TimeSeries band, String name) {
    return band.change()
        .called(name)
        .tag("holtWintersConfidenceArea", "1")
        .drawing("stacked", true);
  }
}
