// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `currentBelow`: keeps series whose last value is at most a number, and those without a value.
final class CurrentBelow implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "currentBelow",
            Parameter.seriesList(),
            Parameter.required("n", ParameterType.FLOAT))
        .describe("Keeps series whose last value is at most a number, and those without a value.")
        .example("currentBelow(servers.*.load,1000)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Filters.below(in, Aggregator.LAST);
  }
}
