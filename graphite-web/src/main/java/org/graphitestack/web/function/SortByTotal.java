// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `sortByTotal`: sorts by the sum of each series, the greatest first.
final class SortByTotal implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(FunctionGroup.SORTING, "sortByTotal", Parameter.seriesList())
        .describe("Sorts by the sum of each series, the greatest first.")
        .example("sortByTotal(servers.*.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Filters.sorted(in.series(), Aggregator.SUM, true);
  }
}
