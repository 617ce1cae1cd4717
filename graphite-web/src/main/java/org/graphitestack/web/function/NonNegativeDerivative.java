// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `nonNegativeDerivative`: gives the growth of a counter.
final class NonNegativeDerivative implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "nonNegativeDerivative",
            Parameter.seriesList(),
            Parameter.optional("maxValue", ParameterType.FLOAT),
            Parameter.optional("minValue", ParameterType.FLOAT))
        .describe(
            "Gives the growth of a counter. Where it falls there is none, or what it grew through a"
                + " wrap at the greatest value, or since a reset to the least.")
        .example(
            "nonNegativeDerivative(servers.web1.requests)",
            "nonNegativeDerivative(servers.web1.requests,1000)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var counter = Counter.of(in);
    return in.each(
        series ->
            series
                .change()
                .called("nonNegativeDerivative(" + series.name() + ")")
                .tag("nonNegativeDerivative", "1")
                .values(counter.growth(series.values()))
                .make());
  }
}
