// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import java.util.Locale;
import org.graphitestack.web.render.InvalidRenderException;
import org.graphitestack.web.series.TimeSeries;

/// An aggregate of the last points at each time. The first argument is evaluated again over a
/// window that begins earlier, so that the first points have a past.
final class MovingWindows {

  private MovingWindows() {}

  static List<TimeSeries> of(Invocation in, String func) {
    var given = in.series();
    var aggregator =
        Aggregator.named(func)
            .orElseThrow(
                () -> new InvalidRenderException("Unsupported aggregation function: " + func));
    if (given.isEmpty()) {
      return given;
    }
    var window = WindowSize.of(in);
    var preview = window.preview(given);
    var share = in.numberOrNaN("xFilesFactor");
    var plain = Aggregator.withoutSuffix(func);
    var tag =
        "moving"
            + plain.substring(0, 1).toUpperCase(Locale.ROOT)
            + plain.substring(1).toLowerCase(Locale.ROOT);
    var again = in.again(in.evaluation().from() - preview, in.evaluation().until());
    return again.stream()
        .map(
            series -> {
              var points = window.points(series.step());
              var needed = Double.isNaN(share) ? series.xFilesFactor() : share;
              return series
                  .change()
                  .called(tag + "(" + series.name() + "," + window.quoted() + ")")
                  .tag(tag, window.text())
                  .start(series.start() + preview)
                  .values(moved(series.values(), points, aggregator, needed))
                  .integers(series.integers() && aggregator.keepsIntegers())
                  .make();
            })
        .toList();
  }

  private static double[] moved(
      double[] values, int points, Aggregator aggregator, double xFilesFactor) {
    var moved = new double[Math.max(0, values.length - points)];
    var known = Aggregator.known(values, 0, Math.min(points, values.length));
    for (var i = 0; i < moved.length; i++) {
      var last = i + points;
      known += points > 0 && !Double.isNaN(values[last]) ? 1 : 0;
      known -= points > 0 && !Double.isNaN(values[last - points]) ? 1 : 0;
      moved[i] =
          Aggregator.enough(known, points, xFilesFactor)
              ? of(aggregator, values, last - points + 1, last + 1)
              : Double.NaN;
    }
    return moved;
  }

  /// Only what is known counts, also where the aggregation would count gaps.
  private static double of(Aggregator aggregator, double[] values, int from, int to) {
    return switch (aggregator) {
      case AVG_ZERO, MULTIPLY -> {
        var known = new double[Aggregator.known(values, from, to)];
        var next = 0;
        for (var i = from; i < to; i++) {
          if (!Double.isNaN(values[i])) {
            known[next++] = values[i];
          }
        }
        yield aggregator.of(known);
      }
      case AVERAGE, COUNT, DIFF, LAST, MAX, MEDIAN, MIN, RANGE, STDDEV, SUM ->
          aggregator.of(values, from, to);
    };
  }
}
