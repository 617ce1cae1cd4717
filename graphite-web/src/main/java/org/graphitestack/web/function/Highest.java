// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.render.Value;
import org.graphitestack.web.series.TimeSeries;

/// `highest`: keeps the series that are highest by an aggregate.
final class Highest implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "highest",
            Parameter.seriesList(),
            Parameter.required("n", ParameterType.INTEGER).orElse(new Value.Whole(1)),
            Parameter.optional("func", ParameterType.AGGREGATION, "average"))
        .describe("Keeps the series that are highest by an aggregate.")
        .example("highest(servers.*.load,1,\"max\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Filters.highest(in, in.aggregator("func"));
  }
}
