// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `heatMap`: gives what each series has more than the next lower one.
final class HeatMap implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(FunctionGroup.TRANSFORM, "heatMap", Parameter.seriesList())
        .addition()
        .describe(
            "Sorts series that count up, as the buckets of a histogram do, by their first "
                + "five points that all of them have, and gives what each has more than the one "
                + "before: one series less than there are.")
        .example("heatMap(servers.*.requests)");
  }

  private static final int POINTS = 5;

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var given = in.series();
    for (var series : given) {
      var first = given.getFirst();
      if (series.start() != first.start()
          || series.step() != first.step()
          || series.values().length != first.values().length) {
        throw in.wrong("found " + series.name() + " on another grid of time than " + first.name());
      }
    }
    var sorted = sorted(given);
    var result = new ArrayList<TimeSeries>();
    for (var i = 1; i < sorted.size(); i++) {
      var before = sorted.get(i - 1);
      var values = sorted.get(i).values().clone();
      for (var j = 0; j < values.length; j++) {
        values[j] -= before.values()[j];
      }
      var name = "heatMap(" + sorted.get(i).name() + "," + before.name() + ")";
      result.add(sorted.get(i).change().called(name).values(values).make());
    }
    return result;
  }

  private static List<TimeSeries> sorted(List<TimeSeries> given) {
    if (given.isEmpty()) {
      return given;
    }
    var weights = new double[given.size()];
    var points = 0;
    for (var i = 0; i < given.getFirst().values().length && points < POINTS; i++) {
      var column = Filters.column(given, i);
      if (Aggregator.known(column, 0, column.length) == column.length) {
        points++;
        for (var j = 0; j < weights.length; j++) {
          weights[j] += column[j];
        }
      }
    }
    var order = new ArrayList<Weighed>();
    for (var i = 0; i < weights.length; i++) {
      order.add(new Weighed(given.get(i), weights[i]));
    }
    order.sort(Comparator.comparingDouble(Weighed::weight));
    return order.stream().map(Weighed::series).toList();
  }

  private record Weighed(TimeSeries series, double weight) {}
}
