// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `stdev`: gives the standard deviation of the last points at each time, if more than a share of
/// them is known.
final class StandardDeviation implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.CALCULATE,
            "stdev",
            Parameter.seriesList(),
            Parameter.required("points", ParameterType.INTEGER),
            Parameter.optional("windowTolerance", ParameterType.FLOAT, 0.1))
        .describe(
            "Gives the standard deviation of the last points at each time, if more than a share of"
                + " them is known.")
        .example("stdev(servers.web1.load,5)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var points = in.whole("points");
    if (points < 1) {
      throw in.wrong("points", "1 or more points");
    }
    var tolerance = in.number("windowTolerance");
    return in.each(
        series -> {
          var name = "stdev(" + series.name() + "," + points + ")";
          return series
              .change()
              .called(name)
              .tag("stdev", String.valueOf(points))
              .values(moved(series.values(), points, tolerance))
              .integers(false)
              .make();
        });
  }

  private static double[] moved(double[] values, int points, double tolerance) {
    var moved = new double[values.length];
    var known = 0;
    var sum = 0.0;
    var squares = 0.0;
    for (var i = 0; i < values.length; i++) {
      if (i >= points && !Double.isNaN(values[i - points])) {
        known--;
        sum -= values[i - points];
        squares -= values[i - points] * values[i - points];
      }
      if (!Double.isNaN(values[i])) {
        known++;
        sum += values[i];
        squares += values[i] * values[i];
      }
      moved[i] =
          known > 0 && (double) known / points >= tolerance
              ? Math.sqrt(known * squares - sum * sum) / known
              : Double.NaN;
    }
    return moved;
  }
}
