// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `exp`: raises e to the power of each value; where that is too large there is none.
final class Exp implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(FunctionGroup.TRANSFORM, "exp", Parameter.seriesList())
        .describe("Raises e to the power of each value; where that is too large there is none.")
        .example("exp(scale(servers.web1.load,0.1))");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return in.each(
        series ->
            series
                .change()
                .called("exp(" + series.name() + ")")
                .tag("exp", "e")
                .mapped(value -> Powers.finite(Math.exp(value), value))
                .integers(false)
                .make());
  }
}
