// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `movingSum`: adds up at each time the last points, or those of an interval.
final class MovingSum implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.CALCULATE,
            "movingSum",
            Parameter.seriesList(),
            Parameter.required("windowSize", ParameterType.INTEGER_OR_INTERVAL)
                .suggestions(5L, 7L, 10L, "1min", "5min", "10min", "30min", "1hour"),
            Parameter.optional("xFilesFactor", ParameterType.FLOAT))
        .describe("Adds up at each time the last points, or those of an interval.")
        .example("movingSum(servers.web1.load,5)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return MovingWindows.of(in, "sum");
  }
}
