// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `minimumAbove`: keeps series whose least value is above a number.
final class MinimumAbove implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "minimumAbove",
            Parameter.seriesList(),
            Parameter.required("n", ParameterType.FLOAT))
        .describe("Keeps series whose least value is above a number.")
        .example("minimumAbove(servers.*.load,0)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Filters.above(in, Aggregator.MIN);
  }
}
