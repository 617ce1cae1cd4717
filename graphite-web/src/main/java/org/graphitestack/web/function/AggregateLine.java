// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.Arrays;
import java.util.List;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// `aggregateLine`: draws a line at an aggregate of each series.
final class AggregateLine implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.CALCULATE,
            "aggregateLine",
            Parameter.seriesList(),
            Parameter.optional("func", ParameterType.AGGREGATION, "average"),
            Parameter.optional("keepStep", ParameterType.BOOLEAN, false))
        .describe("Draws a line at an aggregate of each series.")
        .example("aggregateLine(servers.web1.load,\"max\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var aggregator = in.aggregator("func");
    var keepStep = in.flag("keepStep");
    return in.each(
        series -> {
          var value = aggregator.of(series.values());
          var whole =
              aggregator == Aggregator.COUNT || (series.integers() && aggregator.keepsIntegers());
          var text = Double.isNaN(value) ? "None" : PythonNumber.general(value);
          var name = "aggregateLine(" + series.name() + ", " + text + ")";
          if (!keepStep) {
            return ConstantLine.of(in.evaluation(), value, PythonNumber.text(value, whole))
                .change()
                .called(name)
                .integers(whole)
                .make();
          }
          var values = new double[series.values().length];
          Arrays.fill(values, value);
          return series.change().called(name).values(values).integers(whole).make();
        });
  }
}
