// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `averageSeriesWithWildcards`: averages series whose names are the same without the nodes at some
/// positions.
final class AverageSeriesWithWildcards implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "averageSeriesWithWildcards",
            Parameter.seriesList(),
            Parameter.optional("position", ParameterType.NODE).many())
        .asAggregator()
        .describe("Averages series whose names are the same without the nodes at some positions.")
        .example("averageSeriesWithWildcards(servers.*.load,1)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return WildcardGroups.aggregated(in, "average");
  }
}
