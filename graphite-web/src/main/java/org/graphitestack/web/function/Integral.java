// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `integral`: adds up the values; what is unknown stays so, the sum goes on.
final class Integral implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(FunctionGroup.TRANSFORM, "integral", Parameter.seriesList())
        .describe("Adds up the values; what is unknown stays so, the sum goes on.")
        .example("integral(servers.web1.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return in.each(
        series -> {
          var values = series.values().clone();
          var sum = 0.0;
          for (var i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
              sum += values[i];
              values[i] = sum;
            }
          }
          return series
              .change()
              .called("integral(" + series.name() + ")")
              .tag("integral", "1")
              .values(values)
              .integers(false)
              .make();
        });
  }
}
