// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.graphitestack.web.series.TimeSeries;

/// The points of a series as JSON shows them.
///
/// @param start epoch seconds of the first point
/// @param step seconds from point to point
/// @param values one per point, perhaps more than `count`
/// @param count points shown: those not after the end of the series
/// @param integers whether the values print without a fraction
record DataPoints(
    TimeSeries series, long start, long step, double[] values, int count, boolean integers) {

  /// How each of these series is shown, one at a time, so that never more than one consolidated
  /// copy is held. Those with more than `maxDataPoints` over the common range are consolidated as
  /// graphite-web does: labels are multiples of the new step, and values before the first label are
  /// left out, so that a graph keeps still while time moves on. Aligned ones have the label of the
  /// time at which their values begin.
  ///
  /// @throws org.graphitestack.web.series.UnknownConsolidationException if one of them must be
  ///   consolidated by a function that does not exist
  static Function<TimeSeries, DataPoints> of(List<TimeSeries> all, OptionalInt maxDataPoints) {
    if (maxDataPoints.isEmpty() || all.isEmpty()) {
      return DataPoints::plain;
    }
    var most = maxDataPoints.getAsInt();
    if (most == 1) {
      all.stream().filter(one -> one.values().length > 1).forEach(TimeSeries::checkConsolidation);
      return DataPoints::single;
    }
    var start = all.stream().mapToLong(TimeSeries::start).min().orElseThrow();
    var end = all.stream().mapToLong(TimeSeries::end).max().orElseThrow();
    var range = end - start;
    all.stream()
        .filter(one -> most < (double) range / one.step())
        .forEach(TimeSeries::checkConsolidation);
    return series -> atMost(most, series, range);
  }

  /// Whether any of the points has a value.
  boolean anyKnown() {
    for (var i = 0; i < count; i++) {
      if (!Double.isNaN(values[i])) {
        return true;
      }
    }
    return false;
  }

  private static DataPoints plain(TimeSeries series) {
    return of(
        series,
        series.start(),
        series.step() * series.valuesPerPoint(),
        series.values(),
        series.integers());
  }

  private static DataPoints of(
      TimeSeries series, long start, long step, double[] values, boolean integers) {
    var times = Math.max(0, Math.floorDiv(series.end() - start, step) + 1);
    return new DataPoints(
        series, start, step, values, (int) Math.min(times, values.length), integers);
  }

  private static DataPoints single(TimeSeries series) {
    var length = series.values().length;
    return length == 0
        ? plain(series)
        : new DataPoints(
            series,
            series.start(),
            series.step() * length,
            series.change().aligned(false).make().consolidated(length),
            1,
            series.integers(length));
  }

  private static DataPoints atMost(int most, TimeSeries series, long range) {
    var points = (double) range / series.step();
    if (most >= points) {
      return plain(series);
    }
    var each = (int) Math.ceil(points / most);
    var step = each * series.step();
    if (series.aligned()) {
      var whole = series.fromWholeRun(each);
      return of(
          series,
          whole.consolidatedStart(each),
          step,
          whole.consolidated(each),
          series.integers(each));
    }
    var nudge = step + series.start() % series.step() - series.start() % step;
    var lost = Math.clamp(nudge / series.step() - 1, 0, series.values().length);
    var left = Arrays.copyOfRange(series.values(), lost, series.values().length);
    return of(
        series,
        series.start() + nudge,
        step,
        series.change().values(left).make().consolidated(each),
        series.integers(each));
  }
}
