// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `delay`: moves the values to so many points later; a negative number moves them to earlier.
final class Delay implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "delay",
            Parameter.seriesList(),
            Parameter.required("steps", ParameterType.INTEGER))
        .describe(
            "Moves the values to so many points later; a negative number moves them to earlier.")
        .example("delay(servers.web1.load,3)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var steps = in.whole("steps");
    return in.each(
        series -> {
          var values = series.values();
          var moved = new double[values.length];
          for (var i = 0; i < values.length; i++) {
            var from = (long) i - steps;
            moved[i] = from >= 0 && from < values.length ? values[(int) from] : Double.NaN;
          }
          return series
              .change()
              .called("delay(" + series.name() + "," + steps + ")")
              .tag("delay", String.valueOf(steps))
              .values(moved)
              .make();
        });
  }
}
