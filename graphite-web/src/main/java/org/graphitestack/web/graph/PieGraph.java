// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Color;
import java.util.List;

/// Shares of a whole.
///
/// @param slices clockwise from the top; together all of the circle
record PieGraph(
    int width,
    int height,
    Color background,
    List<TextLine> titles,
    List<LegendEntry> legend,
    double centerX,
    double centerY,
    double radius,
    List<Slice> slices,
    List<TextLine> labels)
    implements GraphDefinition {

  PieGraph {
    titles = List.copyOf(titles);
    legend = List.copyOf(legend);
    slices = List.copyOf(slices);
    labels = List.copyOf(labels);
  }

  /// @param share of the circle, 0 to 1
  record Slice(String name, Color color, double share) {}
}
