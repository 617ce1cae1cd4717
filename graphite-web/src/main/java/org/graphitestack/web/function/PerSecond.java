// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// `perSecond`: gives the growth of a counter per second.
final class PerSecond implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "perSecond",
            Parameter.seriesList(),
            Parameter.optional("maxValue", ParameterType.FLOAT),
            Parameter.optional("minValue", ParameterType.FLOAT))
        .describe("Gives the growth of a counter per second.")
        .example("perSecond(servers.web1.requests)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var counter = Counter.of(in);
    return in.each(
        series ->
            series
                .change()
                .called("perSecond(" + series.name() + ")")
                .tag("perSecond", "1")
                .values(counter.growth(series.values()))
                .mapped(value -> PythonNumber.rounded(value / series.step(), 6))
                .integers(false)
                .make());
  }
}
