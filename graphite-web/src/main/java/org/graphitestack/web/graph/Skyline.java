// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.List;

/// What of the plot areas painted so far cover, as a highest and a lowest point for every quarter
/// of a pixel. All areas reach to the same level, so together they have no holes.
///
/// This is how a later area is painted only where earlier ones are not, without clipping: a clip
/// would have ragged edges.
final class Skyline {

  private static final int SAMPLES_PER_PIXEL = 4;

  private final double left;
  private final double level;
  private final double[] highest;
  private final double[] lowest;

  /// @param level of value zero, in pixels
  Skyline(PlotArea area, double level) {
    this.left = area.left();
    this.level = level;
    int samples = (int) Math.ceil(area.width() * SAMPLES_PER_PIXEL) + 1;
    this.highest = new double[samples];
    this.lowest = new double[samples];
    Arrays.fill(highest, level);
    Arrays.fill(lowest, level);
  }

  /// Covers the surface between points and level.
  void cover(List<Polyline> runs) {
    double[] heights = heights(runs);
    for (int i = 0; i < heights.length; i++) {
      highest[i] = Math.min(highest[i], heights[i]);
      lowest[i] = Math.max(lowest[i], heights[i]);
    }
  }

  /// The part of the surface between points and level that is not covered.
  Path2D uncovered(List<Polyline> runs) {
    double[] heights = heights(runs);
    double[] above = new double[heights.length];
    double[] below = new double[heights.length];
    for (int i = 0; i < heights.length; i++) {
      above[i] = Math.min(heights[i], highest[i]);
      below[i] = Math.max(heights[i], lowest[i]);
    }
    var path = new Path2D.Double();
    append(path, above, highest);
    append(path, below, lowest);
    return path;
  }

  private void append(Path2D path, double[] outer, double[] inner) {
    for (int from = 0; from < outer.length; from++) {
      if (outer[from] == inner[from]) {
        continue;
      }
      int to = from;
      while (to + 1 < outer.length && outer[to + 1] != inner[to + 1]) {
        to++;
      }
      // one sample more on each side, so that pieces end where the curves meet
      int first = Math.max(0, from - 1);
      int last = Math.min(outer.length - 1, to + 1);
      path.moveTo(x(first), outer[first]);
      for (int i = first + 1; i <= last; i++) {
        path.lineTo(x(i), outer[i]);
      }
      for (int i = last; i >= first; i--) {
        path.lineTo(x(i), inner[i]);
      }
      path.closePath();
      from = to;
    }
  }

  private double x(int sample) {
    return left + (double) sample / SAMPLES_PER_PIXEL;
  }

  /// Heights of the points at every sample, the level where there are none.
  private double[] heights(List<Polyline> runs) {
    double[] heights = new double[highest.length];
    Arrays.fill(heights, level);
    for (Polyline run : runs) {
      for (int i = 0; i + 1 < run.size(); i++) {
        interpolate(heights, run, i);
      }
    }
    return heights;
  }

  private void interpolate(double[] heights, Polyline run, int index) {
    double fromX = run.x(index);
    double toX = run.x(index + 1);
    int first = (int) Math.max(0, Math.ceil((fromX - left) * SAMPLES_PER_PIXEL));
    int last = (int) Math.min(heights.length - 1, Math.floor((toX - left) * SAMPLES_PER_PIXEL));
    for (int i = first; i <= last; i++) {
      double share = toX > fromX ? (x(i) - fromX) / (toX - fromX) : 1;
      heights[i] = run.y(index) + share * (run.y(index + 1) - run.y(index));
    }
  }
}
