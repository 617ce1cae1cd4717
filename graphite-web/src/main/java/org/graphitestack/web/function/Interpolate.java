// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `interpolate`: draws a straight line through gaps; gaps of more points than the limit stay as
/// they are.
final class Interpolate implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "interpolate",
            Parameter.seriesList(),
            Parameter.optional("limit", ParameterType.INTEGER_OR_INFINITY, Double.POSITIVE_INFINITY)
                .lenientType())
        .describe(
            "Draws a straight line through gaps; gaps of more points than the limit stay as they"
                + " are.")
        .example("interpolate(servers.web1.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var limit = in.number("limit");
    return in.each(
        series -> {
          var values = series.values().clone();
          var gap = 0;
          for (var i = 1; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
              gap++;
              continue;
            }
            var before = values[i - gap - 1];
            if (gap > 0 && gap <= limit && !Double.isNaN(before)) {
              for (var j = i - gap; j < i; j++) {
                values[j] = before + (j - (i - gap - 1)) * (values[i] - before) / (gap + 1);
              }
            }
            gap = 0;
          }
          return series.change().called("interpolate(" + series.name() + ")").values(values).make();
        });
  }
}
