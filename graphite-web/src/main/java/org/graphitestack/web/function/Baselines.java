// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphitestack.web.series.TimeSeries;

/// What series usually are at a time: the median of the same time in spans before.
///
/// @param current the series as they are now, by name
/// @param past of each name the series of the spans before, moved to now
record Baselines(
    Invocation in, Map<String, TimeSeries> current, Map<String, List<TimeSeries>> past) {

  /// Spans that are read at most.
  private static final int MAX_SPANS = 1000;

  static Baselines of(Invocation in) {
    var unit = Shifts.signed(in.text("timeShiftUnit"));
    var seconds = Shifts.seconds(in, "timeShiftUnit", unit);
    var first = in.whole("timeShiftStart");
    var end = in.whole("timeShiftEnd");
    if ((long) end - first > MAX_SPANS) {
      throw in.wrong("timeShiftEnd", "at most " + MAX_SPANS + " more than timeShiftStart");
    }
    var current = new LinkedHashMap<String, TimeSeries>();
    in.series().forEach(series -> current.put(series.name(), series));
    var evaluation = in.evaluation();
    var past = new LinkedHashMap<String, List<TimeSeries>>();
    for (var times = first; times < end; times++) {
      var moved = seconds * times;
      if (times == 0) {
        continue;
      }
      for (var series : in.again(evaluation.from() + moved, evaluation.until() + moved)) {
        past.computeIfAbsent(series.name(), _ -> new ArrayList<>())
            .add(series.change().start(series.start() - moved).end(series.end() - moved).make());
      }
    }
    return new Baselines(in, current, past);
  }

  /// One for each name, also of series that have ended.
  List<TimeSeries> baselines() {
    var result = new ArrayList<TimeSeries>();
    past.forEach(
        (name, spans) -> {
          var like = current.getOrDefault(name, spans.getFirst());
          var medians = medians(like, spans);
          if (wanted(medians)) {
            result.add(made(like, "baseline", medians));
          }
        });
    return result;
  }

  /// One for each series there is now that has a baseline.
  List<TimeSeries> aberrations() {
    var result = new ArrayList<TimeSeries>();
    current.forEach(
        (name, series) -> {
          var medians = medians(series, past.getOrDefault(name, List.of()));
          if (past.containsKey(name) && wanted(medians)) {
            var ratios = series.values().clone();
            for (var i = 0; i < ratios.length; i++) {
              ratios[i] = medians[i] == 0 ? Double.NaN : ratios[i] / medians[i];
            }
            result.add(made(series, "baselineAberration", ratios));
          }
        });
    return result;
  }

  private boolean wanted(double[] medians) {
    var absent = medians.length - Aggregator.known(medians, 0, medians.length);
    var tooFew = 100.0 * absent / medians.length > in.numberOrNaN("maxAbsentPercent");
    var tooLow = Aggregator.AVERAGE.of(medians) < in.numberOrNaN("minAvg");
    return !tooFew && !tooLow;
  }

  private static double[] medians(TimeSeries like, List<TimeSeries> spans) {
    var medians = new double[like.values().length];
    var column = new double[spans.size()];
    for (var i = 0; i < medians.length; i++) {
      var time = like.start() + i * like.step();
      for (var span = 0; span < column.length; span++) {
        column[span] = spans.get(span).at(time);
      }
      medians[i] = Aggregator.MEDIAN.of(column);
    }
    return medians;
  }

  private static TimeSeries made(TimeSeries like, String function, double[] values) {
    return like.change()
        .called(function + "(" + like.name() + ")")
        .values(values)
        .integers(false)
        .make();
  }
}
