// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `movingAverage`: averages at each time the last points, or those of an interval.
final class MovingAverage implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.CALCULATE,
            "movingAverage",
            Parameter.seriesList(),
            Parameter.required("windowSize", ParameterType.INTEGER_OR_INTERVAL)
                .suggestions(5L, 7L, 10L, "1min", "5min", "10min", "30min", "1hour"),
            Parameter.optional("xFilesFactor", ParameterType.FLOAT))
        .describe("Averages at each time the last points, or those of an interval.")
        .example(
            "movingAverage(servers.web1.load,5)", "movingAverage(servers.web1.load,\"10min\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return MovingWindows.of(in, "average");
  }
}
