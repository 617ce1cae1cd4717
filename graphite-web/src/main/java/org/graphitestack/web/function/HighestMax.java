// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `highestMax`: keeps the series with the highest greatest value.
final class HighestMax implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "highestMax",
            Parameter.seriesList(),
            Parameter.required("n", ParameterType.INTEGER))
        .describe("Keeps the series with the highest greatest value.")
        .example("highestMax(servers.*.load,1)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Filters.highest(in, Aggregator.MAX);
  }
}
