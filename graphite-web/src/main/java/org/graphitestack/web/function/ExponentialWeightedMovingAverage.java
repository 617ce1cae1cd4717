// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// `exponentialWeightedMovingAverage`: averages all values up to each one, each older one with less
/// weight by a factor.
final class ExponentialWeightedMovingAverage implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.CALCULATE,
            "exponentialWeightedMovingAverage",
            Parameter.seriesList(),
            Parameter.required("alpha", ParameterType.FLOAT).suggestions(0.1, 0.5, 0.7))
        .alias("ewma")
        .addition()
        .describe(
            "Averages the values up to each one: alpha times the value and 1 - alpha times "
                + "the average before it. It begins with the first known value; what is unknown "
                + "stays so and does not change the average. Unlike exponentialMovingAverage it "
                + "reads nothing before the window.")
        .example(
            "exponentialWeightedMovingAverage(servers.web1.load,0.1)",
            "ewma(servers.web1.load,0.5)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var alpha = in.number("alpha");
    if (!(alpha > 0 && alpha <= 1)) {
      throw in.wrong("alpha", "above 0, and 1 at most");
    }
    return in.each(
        series ->
            series
                .change()
                .called("ewma(" + series.name() + "," + PythonNumber.general(alpha) + ")")
                .values(smoothed(series.values(), alpha))
                .integers(false)
                .make());
  }

  private static double[] smoothed(double[] values, double alpha) {
    var smoothed = values.clone();
    var average = Double.NaN;
    for (var i = 0; i < smoothed.length; i++) {
      if (!Double.isNaN(smoothed[i])) {
        average = Double.isNaN(average) ? smoothed[i] : average + alpha * (smoothed[i] - average);
        smoothed[i] = average;
      }
    }
    return smoothed;
  }
}
