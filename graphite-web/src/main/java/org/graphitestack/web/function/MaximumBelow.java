// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `maximumBelow`: keeps series whose greatest value is at most a number, and those without a
/// value.
final class MaximumBelow implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "maximumBelow",
            Parameter.seriesList(),
            Parameter.required("n", ParameterType.FLOAT))
        .describe(
            "Keeps series whose greatest value is at most a number, and those without a value.")
        .example("maximumBelow(servers.*.load,1000)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Filters.below(in, Aggregator.MAX);
  }
}
