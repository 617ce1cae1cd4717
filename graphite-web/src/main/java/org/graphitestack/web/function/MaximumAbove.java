// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `maximumAbove`: keeps series whose greatest value is above a number.
final class MaximumAbove implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "maximumAbove",
            Parameter.seriesList(),
            Parameter.required("n", ParameterType.FLOAT))
        .describe("Keeps series whose greatest value is above a number.")
        .example("maximumAbove(servers.*.load,1)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Filters.above(in, Aggregator.MAX);
  }
}
