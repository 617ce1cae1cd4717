// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.Arrays;
import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `keepLastValue`: fills gaps with the value before them; gaps of more points than the limit stay
/// as they are.
final class KeepLastValue implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "keepLastValue",
            Parameter.seriesList(),
            Parameter.optional(
                "limit", ParameterType.INTEGER_OR_INFINITY, Double.POSITIVE_INFINITY))
        .describe(
            "Fills gaps with the value before them; gaps of more points than the limit stay as they"
                + " are.")
        .example("keepLastValue(servers.web1.load)", "keepLastValue(servers.web1.load,5)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var limit = in.number("limit");
    return in.each(
        series -> {
          var values = series.values().clone();
          var gap = 0;
          for (var i = 1; i <= values.length; i++) {
            if (i < values.length && Double.isNaN(values[i])) {
              gap++;
              continue;
            }
            if (gap > 0 && gap <= limit) {
              Arrays.fill(values, i - gap, i, values[i - gap - 1]);
            }
            gap = 0;
          }
          return series
              .change()
              .called("keepLastValue(" + series.name() + ")")
              .values(values)
              .make();
        });
  }
}
