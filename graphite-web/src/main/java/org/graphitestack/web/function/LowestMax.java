// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `lowestMax`: keeps the series with the lowest greatest value.
final class LowestMax implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "lowestMax",
            Parameter.seriesList(),
            Parameter.required("n", ParameterType.INTEGER))
        .addition()
        .describe("Keeps the n series with the lowest greatest value.")
        .example("lowestMax(servers.*.load,1)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Filters.lowest(in, Aggregator.MAX);
  }
}
