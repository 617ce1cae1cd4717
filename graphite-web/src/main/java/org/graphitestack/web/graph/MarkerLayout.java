// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Places markers in a plot area: lines and bands where their times are, labels in up to three rows
/// along the top, each right of its line, or left of it at the right edge, and none where it would
/// cover another.
final class MarkerLayout {

  /// Of more markers than anyone tells apart, the last ones are shown.
  private static final int MOST = 500;

  private static final int ROWS = 3;
  private static final double GAP = 3;
  private static final double WIDEST_LABEL = 180;

  private final PlotArea area;
  private final LineGraph.TimeAxis time;
  private final TextMetrics metrics;
  private final GraphFont font;
  private final Color color;
  private final double[] taken = new double[ROWS];

  MarkerLayout(
      PlotArea area, LineGraph.TimeAxis time, TextMetrics metrics, GraphFont font, Color color) {
    this.area = area;
    this.time = time;
    this.metrics = metrics;
    this.font = font;
    this.color = color;
    Arrays.fill(taken, area.left());
  }

  List<PlacedMarker> place(List<GraphMarker> markers) {
    var shown =
        markers.stream()
            .filter(marker -> marker.end() >= time.start() && marker.start() <= time.end())
            .sorted(Comparator.comparingDouble(GraphMarker::start))
            .toList();
    var placed = new ArrayList<PlacedMarker>();
    for (GraphMarker marker : shown.subList(Math.max(0, shown.size() - MOST), shown.size())) {
      double left = time.x(Math.max(marker.start(), time.start()));
      double right = time.x(Math.min(marker.end(), time.end()));
      placed.add(new PlacedMarker(left, right, color, label(marker.label(), left)));
    }
    return placed;
  }

  private @Nullable TextLine label(String text, double x) {
    String fitting = cut(text);
    double width = metrics.width(fitting, font);
    boolean before = x + GAP + width > area.right();
    double start = before ? x - GAP - width : x + GAP;
    for (int row = 0; row < ROWS; row++) {
      double baseline =
          area.top() + row * metrics.lineHeight(font) + metrics.ascent(font) + GAP / 2;
      if (start >= taken[row] && baseline + metrics.descent(font) <= area.bottom()) {
        taken[row] = start + width + GAP;
        return TextLine.level(fitting, start, baseline, TextLine.Alignment.LEFT, font, color);
      }
    }
    return null;
  }

  private String cut(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ").strip();
    if (metrics.width(line, font) <= WIDEST_LABEL) {
      return line;
    }
    int end = line.offsetByCodePoints(0, Math.min(60, line.codePointCount(0, line.length())));
    while (end > 0 && metrics.width(line.substring(0, end) + "…", font) > WIDEST_LABEL) {
      end = line.offsetByCodePoints(end, -1);
    }
    return line.substring(0, end) + "…";
  }
}
