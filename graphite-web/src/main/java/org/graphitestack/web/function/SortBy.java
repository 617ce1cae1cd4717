// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `sortBy`: sorts by an aggregate of each series, the least first.
final class SortBy implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.SORTING,
            "sortBy",
            Parameter.seriesList(),
            Parameter.optional("func", ParameterType.AGGREGATION, "average"),
            Parameter.optional("reverse", ParameterType.BOOLEAN, false))
        .describe("Sorts by an aggregate of each series, the least first.")
        .example("sortBy(servers.*.load,\"max\")", "sortBy(servers.*.load,\"max\",true)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Filters.sorted(in.series(), in.aggregator("func"), in.flag("reverse"));
  }
}
