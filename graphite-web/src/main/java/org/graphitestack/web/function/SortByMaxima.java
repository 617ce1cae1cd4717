// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `sortByMaxima`: sorts by the greatest value of each series, the greatest first.
final class SortByMaxima implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(FunctionGroup.SORTING, "sortByMaxima", Parameter.seriesList())
        .describe("Sorts by the greatest value of each series, the greatest first.")
        .example("sortByMaxima(servers.*.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Filters.sorted(in.series(), Aggregator.MAX, true);
  }
}
