// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `movingWindow`: aggregates at each time the last points, or those of an interval.
final class MovingWindow implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.CALCULATE,
            "movingWindow",
            Parameter.seriesList(),
            Parameter.required("windowSize", ParameterType.INTEGER_OR_INTERVAL)
                .suggestions(5L, 7L, 10L, "1min", "5min", "10min", "30min", "1hour"),
            Parameter.optional("func", ParameterType.AGGREGATION, "average"),
            Parameter.optional("xFilesFactor", ParameterType.FLOAT))
        .describe("Aggregates at each time the last points, or those of an interval.")
        .example(
            "movingWindow(servers.web1.load,5,\"median\")",
            "movingWindow(servers.web1.load,\"5min\",\"max\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return MovingWindows.of(in, in.text("func"));
  }
}
