// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `isNonNull`: gives 1 where there is a value and 0 where there is none.
final class IsNonNull implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(FunctionGroup.TRANSFORM, "isNonNull", Parameter.seriesList())
        .addedAlias("isNotNull")
        .describe("Gives 1 where there is a value and 0 where there is none.")
        .example("isNonNull(servers.web1.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return in.each(
        series -> {
          var values = series.values().clone();
          for (var i = 0; i < values.length; i++) {
            values[i] = Double.isNaN(values[i]) ? 0 : 1;
          }
          return series
              .change()
              .called("isNonNull(" + series.name() + ")")
              .tag("isNonNull", "1")
              .values(values)
              .integers(true)
              .make();
        });
  }
}
