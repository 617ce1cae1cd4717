// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `sumSeriesWithWildcards`: adds series whose names are the same without the nodes at some
/// positions.
final class SumSeriesWithWildcards implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "sumSeriesWithWildcards",
            Parameter.seriesList(),
            Parameter.optional("position", ParameterType.NODE).many())
        .asAggregator()
        .describe("Adds series whose names are the same without the nodes at some positions.")
        .example("sumSeriesWithWildcards(servers.*.load,1)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return WildcardGroups.aggregated(in, "sum");
  }
}
