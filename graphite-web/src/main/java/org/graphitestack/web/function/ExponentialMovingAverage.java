// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// `exponentialMovingAverage`: averages all values before each time, older ones with less and less
/// weight.
final class ExponentialMovingAverage implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.CALCULATE,
            "exponentialMovingAverage",
            Parameter.seriesList(),
            Parameter.required("windowSize", ParameterType.INTEGER_OR_INTERVAL)
                .suggestions(5L, 7L, 10L, "1min", "5min", "10min", "30min", "1hour"))
        .describe("Averages all values before each time, older ones with less and less weight.")
        .example("exponentialMovingAverage(servers.web1.load,5)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var given = in.series();
    if (given.isEmpty()) {
      return given;
    }
    var window = WindowSize.of(in);
    var preview = window.preview(given);
    var weight = 2.0 / ((window.seconds() > 0 ? window.seconds() : window.count()) + 1);
    return in.again(in.evaluation().from() - preview, in.evaluation().until()).stream()
        .map(
            series ->
                series
                    .change()
                    .called(
                        "exponentialMovingAverage(" + series.name() + "," + window.quoted() + ")")
                    .tag("exponentialMovingAverage", window.text())
                    .start(series.start() + preview)
                    .values(smoothed(series.values(), window.points(series.step()), weight))
                    .integers(false)
                    .make())
        .toList();
  }

  private static double[] smoothed(double[] values, int points, double weight) {
    var begin = Math.min(points, values.length);
    var smoothed = new double[values.length - begin + 1];
    var seed = Aggregator.AVERAGE.of(values, 0, begin);
    var average = Double.isNaN(seed) ? 0 : seed;
    smoothed[0] = PythonNumber.rounded(average, 6);
    for (var i = begin; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        smoothed[i - begin + 1] = Double.NaN;
      } else {
        average = weight * values[i] + (1 - weight) * average;
        smoothed[i - begin + 1] = PythonNumber.rounded(average, 6);
      }
    }
    return smoothed;
  }
}
