// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `lowestAverage`: keeps the series with the lowest average.
final class LowestAverage implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "lowestAverage",
            Parameter.seriesList(),
            Parameter.required("n", ParameterType.INTEGER))
        .describe("Keeps the series with the lowest average.")
        .example("lowestAverage(servers.*.load,1)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Filters.lowest(in, Aggregator.AVERAGE);
  }
}
