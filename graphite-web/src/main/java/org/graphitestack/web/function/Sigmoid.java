// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `sigmoid`: takes 1 / (1 + exp(-x)) of each value.
final class Sigmoid implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(FunctionGroup.TRANSFORM, "sigmoid", Parameter.seriesList())
        .describe("Takes 1 / (1 + exp(-x)) of each value.")
        .example("sigmoid(servers.web1.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return in.each(
        series ->
            series
                .change()
                .called("sigmoid(" + series.name() + ")")
                .tag("sigmoid", "sigmoid")
                .mapped(value -> 1 / (1 + Math.exp(-value)))
                .integers(false)
                .make());
  }
}
