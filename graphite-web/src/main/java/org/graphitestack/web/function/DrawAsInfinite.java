// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `drawAsInfinite`: draws a line over the full height wherever a value is not 0.
final class DrawAsInfinite implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(FunctionGroup.GRAPH, "drawAsInfinite", Parameter.seriesList())
        .describe("Draws a line over the full height wherever a value is not 0.")
        .example("drawAsInfinite(servers.web1.errors)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return in.each(
        series ->
            series
                .change()
                .name("drawAsInfinite(" + series.name() + ")")
                .tag("drawAsInfinite", "1")
                .drawing("drawAsInfinite", true)
                .make());
  }
}
