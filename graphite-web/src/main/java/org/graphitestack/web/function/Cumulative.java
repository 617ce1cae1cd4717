// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `cumulative`: adds values up where a graph has fewer pixels than there are points; the same as
/// consolidateBy with sum.
final class Cumulative implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(FunctionGroup.SPECIAL, "cumulative", Parameter.seriesList())
        .describe(
            "Adds values up where a graph has fewer pixels than there are points; the same as"
                + " consolidateBy with sum.")
        .example("cumulative(servers.web1.requests)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return in.each(series -> ConsolidateBy.consolidated(series, "sum"));
  }
}
