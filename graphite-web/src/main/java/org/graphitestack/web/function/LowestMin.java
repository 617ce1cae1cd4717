// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `lowestMin`: keeps the series with the lowest least value.
final class LowestMin implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "lowestMin",
            Parameter.seriesList(),
            Parameter.required("n", ParameterType.INTEGER))
        .addition()
        .describe("Keeps the n series with the lowest least value.")
        .example("lowestMin(servers.*.load,1)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Filters.lowest(in, Aggregator.MIN);
  }
}
