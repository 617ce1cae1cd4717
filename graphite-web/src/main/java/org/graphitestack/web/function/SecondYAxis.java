// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `secondYAxis`: draws series against the axis on the right.
final class SecondYAxis implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(FunctionGroup.GRAPH, "secondYAxis", Parameter.seriesList())
        .describe("Draws series against the axis on the right.")
        .example("secondYAxis(servers.web1.requests)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return in.each(
        series ->
            series
                .change()
                .name("secondYAxis(" + series.name() + ")")
                .tag("secondYAxis", "1")
                .drawing("secondYAxis", true)
                .make());
  }
}
