// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `movingMedian`: takes at each time the median of the last points, or of those of an interval.
final class MovingMedian implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.CALCULATE,
            "movingMedian",
            Parameter.seriesList(),
            Parameter.required("windowSize", ParameterType.INTEGER_OR_INTERVAL)
                .suggestions(5L, 7L, 10L, "1min", "5min", "10min", "30min", "1hour"),
            Parameter.optional("xFilesFactor", ParameterType.FLOAT))
        .describe("Takes at each time the median of the last points, or of those of an interval.")
        .example("movingMedian(servers.web1.load,5)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return MovingWindows.of(in, "median");
  }
}
