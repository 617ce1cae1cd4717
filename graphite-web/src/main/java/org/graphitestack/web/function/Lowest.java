// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.render.Value;
import org.graphitestack.web.series.TimeSeries;

/// `lowest`: keeps the series that are lowest by an aggregate; those without a value come first.
final class Lowest implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "lowest",
            Parameter.seriesList(),
            Parameter.required("n", ParameterType.INTEGER).orElse(new Value.Whole(1)),
            Parameter.optional("func", ParameterType.AGGREGATION, "average"))
        .describe(
            "Keeps the series that are lowest by an aggregate; those without a value come first.")
        .example("lowest(servers.*.load,1,\"max\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Filters.lowest(in, in.aggregator("func"));
  }
}
