// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `aggregateWithWildcards`: aggregates series whose names are the same without the nodes at some
/// positions.
final class AggregateWithWildcards implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "aggregateWithWildcards",
            Parameter.seriesList(),
            Parameter.required("func", ParameterType.AGGREGATION),
            Parameter.optional("position", ParameterType.NODE).many().argument("positions"))
        .describe("Aggregates series whose names are the same without the nodes at some positions.")
        .example("aggregateWithWildcards(servers.*.load,\"max\",1)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return WildcardGroups.aggregated(in, in.text("func"));
  }
}
