// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.util.List;
import java.util.Map;

/// What a line graph shows, in words and numbers: for scripts that read it out of an SVG.
///
/// @param lineWidth pixels
/// @param yLabels of the left axis, also if they alone are hidden
/// @param series those that are drawn as lines
record GraphFacts(GraphFont font, double lineWidth, List<String> yLabels, List<Series> series) {

  GraphFacts {
    yLabels = List.copyOf(yLabels);
    series = List.copyOf(series);
  }

  /// @param start epoch seconds
  /// @param end epoch seconds
  /// @param step seconds from value to value before consolidation
  /// @param valuesPerPoint values that one of `data` stands for
  /// @param color a name, or `rrggbb` or `rrggbbaa`
  /// @param data as drawn, NaN where nothing is
  /// @param options drawing options that functions set
  record Series(
      String name,
      long start,
      long end,
      long step,
      int valuesPerPoint,
      String color,
      double[] data,
      Map<String, Object> options) {}

  static GraphFacts of(
      List<ConsolidatedSeries> consolidated, List<String> yLabels, GraphSettings settings) {
    boolean outlined = settings.lines().areaAlpha().isPresent();
    return new GraphFacts(
        settings.template().font(),
        settings.lines().width(),
        yLabels,
        consolidated.stream()
            .filter(one -> outlined || !one.plotted().filled())
            .map(GraphFacts::series)
            .toList());
  }

  private static Series series(ConsolidatedSeries one) {
    var series = one.plotted().series();
    return new Series(
        series.name(),
        one.start(),
        series.end(),
        series.step(),
        (int) (one.step() / series.step()),
        GraphColors.name(one.plotted().color()),
        one.values(),
        series.drawing());
  }
}
