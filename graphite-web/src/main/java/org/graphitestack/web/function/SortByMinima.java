// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `sortByMinima`: sorts by the least value of each series, the least first; series that are never
/// above 0 are dropped.
final class SortByMinima implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(FunctionGroup.SORTING, "sortByMinima", Parameter.seriesList())
        .describe(
            "Sorts by the least value of each series, the least first; series that are never above"
                + " 0 are dropped.")
        .example("sortByMinima(servers.*.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var above = in.series().stream().filter(s -> Aggregator.MAX.of(s.values()) > 0).toList();
    return Filters.sorted(above, Aggregator.MIN, false);
  }
}
