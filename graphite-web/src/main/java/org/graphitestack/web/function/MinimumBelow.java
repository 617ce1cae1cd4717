// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `minimumBelow`: keeps series whose least value is at most a number, and those without a value.
final class MinimumBelow implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "minimumBelow",
            Parameter.seriesList(),
            Parameter.required("n", ParameterType.FLOAT))
        .describe("Keeps series whose least value is at most a number, and those without a value.")
        .example("minimumBelow(servers.*.load,1000)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Filters.below(in, Aggregator.MIN);
  }
}
