// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `pearsonClosest`: keeps the series that go together best with one other.
final class PearsonClosest implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "pearsonClosest",
            Parameter.required("series", ParameterType.SERIES_LIST),
            Parameter.required("seriesList", ParameterType.SERIES_LIST),
            Parameter.required("n", ParameterType.INTEGER),
            Parameter.optional("direction", ParameterType.STRING, "abs")
                .options("abs", "pos", "neg"))
        .addition()
        .describe(
            "Keeps the n series whose Pearson's correlation with the first argument is "
                + "strongest, the strongest first: in either direction (abs), only the same (pos) "
                + "or only the opposite (neg). Points that one lacks do not count; series that do "
                + "not change, or have another number of points, are left out.")
        .example(
            "pearsonClosest(servers.web1.load,servers.*.load,2)",
            "pearsonClosest(servers.web1.load,servers.*.load,1,direction=\"pos\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var like = SeriesWindows.one(in, "series");
    var n = in.whole("n");
    if (n < 0) {
      throw in.wrong("n", "0 or more");
    }
    var direction = in.text("direction");
    var ranked = new ArrayList<Ranked>();
    for (var series : in.series("seriesList")) {
      if (series.values().length == like.values().length) {
        var strength = strength(in, direction, Correlation.of(like.values(), series.values()));
        if (strength >= 0) {
          ranked.add(new Ranked(series, strength));
        }
      }
    }
    ranked.sort(Comparator.comparingDouble(Ranked::strength).reversed());
    return ranked.stream().limit(n).map(Ranked::series).toList();
  }

  private record Ranked(TimeSeries series, double strength) {}

  private static double strength(Invocation in, String direction, double correlation) {
    return switch (direction) {
      case "abs" -> Math.abs(correlation);
      case "pos" -> correlation;
      case "neg" -> -correlation;
      default -> throw in.wrong("direction", "one of abs, pos, neg");
    };
  }
}
