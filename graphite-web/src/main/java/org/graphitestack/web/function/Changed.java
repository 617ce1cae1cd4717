// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `changed`: gives 1 where a value differs from the last known one before, else 0.
final class Changed implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(FunctionGroup.SPECIAL, "changed", Parameter.seriesList())
        .describe("Gives 1 where a value differs from the last known one before, else 0.")
        .example("changed(servers.web1.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return in.each(
        series -> {
          var values = series.values().clone();
          var before = Double.NaN;
          for (var i = 0; i < values.length; i++) {
            var value = values[i];
            values[i] = !Double.isNaN(value) && !Double.isNaN(before) && value != before ? 1 : 0;
            before = Double.isNaN(value) ? before : value;
          }
          return series
              .change()
              .called("changed(" + series.name() + ")")
              .values(values)
              .integers(true)
              .make();
        });
  }
}
