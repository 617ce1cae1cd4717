// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `highestCurrent`: keeps the series with the highest last value.
final class HighestCurrent implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "highestCurrent",
            Parameter.seriesList(),
            Parameter.required("n", ParameterType.INTEGER))
        .describe("Keeps the series with the highest last value.")
        .example("highestCurrent(servers.*.load,1)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Filters.highest(in, Aggregator.LAST);
  }
}
