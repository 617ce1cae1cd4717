// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `invert`: takes 1 over each value; of 0 there is none.
final class Invert implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(FunctionGroup.TRANSFORM, "invert", Parameter.seriesList())
        .describe("Takes 1 over each value; of 0 there is none.")
        .example("invert(servers.web1.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return in.each(
        series ->
            series
                .change()
                .called("invert(" + series.name() + ")")
                .tag("invert", "1")
                .mapped(value -> value == 0 ? Double.NaN : 1 / value)
                .integers(false)
                .make());
  }
}
