// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `absolute`: takes the absolute of each value.
final class Absolute implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(FunctionGroup.TRANSFORM, "absolute", Parameter.seriesList())
        .describe("Takes the absolute of each value.")
        .example("absolute(scale(servers.web1.load,-1))");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return in.each(
        series ->
            series
                .change()
                .called("absolute(" + series.name() + ")")
                .tag("absolute", "1")
                .mapped(Math::abs)
                .make());
  }
}
