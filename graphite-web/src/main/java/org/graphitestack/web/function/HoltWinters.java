// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.Arrays;
import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// Triple exponential smoothing of a series with a season, as holtWinters… functions use it: each
/// value is predicted one step ahead from level, slope and season.
///
/// @param source the series over the window of the request and a time before it
/// @param predictions one per value from the start of the request
/// @param deviations smoothed error of the predictions
/// @param start epoch seconds of the first prediction
record HoltWinters(TimeSeries source, double[] predictions, double[] deviations, long start) {

  private static final double ALPHA = 0.1;
  private static final double BETA = 0.0035;
  private static final double GAMMA = 0.1;

  /// The series of the first parameter, fetched again with the bootstrap interval before them;
  /// those that do not reach beyond it are left out.
  static List<HoltWinters> analysed(Invocation in) {
    var bootstrap = in.interval("bootstrapInterval");
    var season = in.interval("seasonality");
    var from = in.evaluation().from() - bootstrap;
    return in.again(from, in.evaluation().until()).stream()
        .map(series -> of(series, season, bootstrap))
        .filter(analysed -> analysed.predictions().length > 0)
        .toList();
  }

  private static HoltWinters of(TimeSeries series, long season, long bootstrap) {
    var values = series.values();
    var length = Math.clamp(season / series.step(), 2, Integer.MAX_VALUE);
    var predictions = new double[values.length];
    var deviations = new double[values.length];
    var seasonals = new double[values.length];
    var level = Double.NaN;
    var slope = 0.0;
    var next = Double.NaN;
    for (var i = 0; i < values.length; i++) {
      var actual = values[i];
      if (Double.isNaN(actual)) {
        predictions[i] = next;
        next = Double.NaN;
        level = Double.NaN;
        slope = 0;
        continue;
      }
      var lastLevel = Double.isNaN(level) ? actual : level;
      var lastSlope = slope;
      var prediction = i == 0 ? actual : next;
      var lastSeasonal = before(seasonals, i, length);
      level = ALPHA * (actual - lastSeasonal) + (1 - ALPHA) * (lastLevel + lastSlope);
      slope = BETA * (level - lastLevel) + (1 - BETA) * lastSlope;
      seasonals[i] = GAMMA * (actual - level) + (1 - GAMMA) * lastSeasonal;
      next = level + slope + before(seasonals, i + 1, length);
      var error = Math.abs(actual - (Double.isNaN(prediction) ? 0 : prediction));
      deviations[i] = GAMMA * error + (1 - GAMMA) * before(deviations, i, length);
      predictions[i] = prediction;
    }
    var skipped = (int) Math.min(values.length, bootstrap / series.step());
    return new HoltWinters(
        series,
        Arrays.copyOfRange(predictions, skipped, values.length),
        Arrays.copyOfRange(deviations, skipped, values.length),
        series.start() + bootstrap);
  }

  private static double before(double[] values, int index, int length) {
    return index >= length ? values[index - length] : 0;
  }

  TimeSeries forecast() {
    return named("holtWintersForecast", predictions).make();
  }

  TimeSeries lower(Invocation in) {
    return band("holtWintersConfidenceLower", moved(in, -1));
  }

  TimeSeries upper(Invocation in) {
    return band("holtWintersConfidenceUpper", moved(in, 1));
  }

  private TimeSeries band(String function, double[] values) {
    return named(function, values)
        .tag("holtWintersConfidenceUpper", "1")
        .tag("holtWintersConfidenceLower", "1")
        .make();
  }

  private double[] moved(Invocation in, int sign) {
    var moved = new double[predictions.length];
    for (var i = 0; i < moved.length; i++) {
      moved[i] = predictions[i] + sign * in.number("delta") * deviations[i];
    }
    return moved;
  }

  private TimeSeries.Change named(String function, double[] values) {
    return source
        .change()
        .called(function + "(" + source.name() + ")")
        .tag("holtWintersForecast", "1")
        .tag("holtWintersDeviation", "1")
        .start(start)
        .values(values)
        .integers(false);
  }
}
