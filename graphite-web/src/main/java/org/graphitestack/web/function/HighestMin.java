// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `highestMin`: keeps the series with the highest least value.
final class HighestMin implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "highestMin",
            Parameter.seriesList(),
            Parameter.required("n", ParameterType.INTEGER))
        .addition()
        .describe("Keeps the n series with the highest least value.")
        .example("highestMin(servers.*.load,1)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Filters.highest(in, Aggregator.MIN);
  }
}
