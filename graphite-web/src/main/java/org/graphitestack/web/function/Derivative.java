// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `derivative`: gives the difference of each value to the one before.
final class Derivative implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(FunctionGroup.TRANSFORM, "derivative", Parameter.seriesList())
        .describe("Gives the difference of each value to the one before.")
        .example("derivative(servers.web1.requests)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return in.each(
        series -> {
          var values = series.values();
          var changed = new double[values.length];
          for (var i = 0; i < values.length; i++) {
            changed[i] = i == 0 ? Double.NaN : values[i] - values[i - 1];
          }
          return series
              .change()
              .called("derivative(" + series.name() + ")")
              .tag("derivative", "1")
              .values(changed)
              .make();
        });
  }
}
