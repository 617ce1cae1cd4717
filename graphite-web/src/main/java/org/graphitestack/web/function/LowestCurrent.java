// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `lowestCurrent`: keeps the series with the lowest last value.
final class LowestCurrent implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "lowestCurrent",
            Parameter.seriesList(),
            Parameter.required("n", ParameterType.INTEGER))
        .describe("Keeps the series with the lowest last value.")
        .example("lowestCurrent(servers.*.load,1)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Filters.lowest(in, Aggregator.LAST);
  }
}
