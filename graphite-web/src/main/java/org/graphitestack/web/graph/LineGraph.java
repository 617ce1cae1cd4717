// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Color;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Series over time.
///
/// @param right null with one axis
/// @param grid null if hidden
/// @param connectedLimit longest run of unknown values that [LineMode#CONNECTED] bridges
/// @param traces in painting order, areas first
/// @param markers bands behind the traces, lines and labels on top of them
/// @param facts the same in words and numbers
record LineGraph(
    int width,
    int height,
    Color background,
    PlotArea area,
    List<TextLine> titles,
    List<LegendEntry> legend,
    TimeAxis time,
    YAxis left,
    @Nullable YAxis right,
    @Nullable Grid grid,
    LineMode mode,
    double connectedLimit,
    List<Trace> traces,
    List<PlacedMarker> markers,
    GraphFacts facts)
    implements GraphDefinition {

  LineGraph {
    titles = List.copyOf(titles);
    legend = List.copyOf(legend);
    traces = List.copyOf(traces);
    markers = List.copyOf(markers);
  }

  /// The horizontal axis.
  ///
  /// @param start epoch seconds
  /// @param end epoch seconds
  /// @param startX where the start is, in pixels
  /// @param minorLines epoch seconds of thin grid lines
  /// @param majorLines epoch seconds of grid lines
  record TimeAxis(
      double start,
      double end,
      double startX,
      double pixelsPerSecond,
      List<TextLine> labels,
      List<Double> minorLines,
      List<Double> majorLines) {

    TimeAxis {
      labels = List.copyOf(labels);
      minorLines = List.copyOf(minorLines);
      majorLines = List.copyOf(majorLines);
    }

    double x(double time) {
      return startX + (time - start) * pixelsPerSecond;
    }
  }

  /// A vertical axis.
  ///
  /// @param labels empty if hidden; the scale's labelled values still have grid lines
  record YAxis(YScale scale, List<TextLine> labels) {

    YAxis {
      labels = List.copyOf(labels);
    }
  }

  /// Lines behind the data.
  ///
  /// @param minorValues where thin horizontal lines are, on the left axis
  record Grid(Color majorColor, Color minorColor, List<Double> minorValues) {

    Grid {
      minorValues = List.copyOf(minorValues);
    }
  }
}
