// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `squareRoot`: takes the square root of each value; of a negative one there is none.
final class SquareRoot implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(FunctionGroup.TRANSFORM, "squareRoot", Parameter.seriesList())
        .describe("Takes the square root of each value; of a negative one there is none.")
        .example("squareRoot(servers.web1.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return in.each(
        series ->
            series
                .change()
                .called("squareRoot(" + series.name() + ")")
                .tag("squareRoot", "1")
                // as a power of a half, which minus infinity has
                .mapped(value -> value == Double.NEGATIVE_INFINITY ? -value : Math.sqrt(value))
                .integers(false)
                .make());
  }
}
