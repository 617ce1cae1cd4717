// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.util.Arrays;
import org.graphitestack.web.series.TimeSeries;

/// Merges values of a series that would share a pixel.
final class PixelConsolidation {

  private PixelConsolidation() {}

  /// Every so many values as one, by the series' own function and xFilesFactor.
  static double[] consolidate(TimeSeries series, int valuesPerPoint) {
    double[] values = series.values();
    double[] merged = new double[Math.ceilDiv(values.length, valuesPerPoint)];
    for (int i = 0; i < merged.length; i++) {
      int from = i * valuesPerPoint;
      merged[i] = merge(series, from, Math.min(values.length, from + valuesPerPoint));
    }
    return merged;
  }

  private static double merge(TimeSeries series, int from, int to) {
    double[] known = new double[to - from];
    int count = 0;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(series.values()[i])) {
        known[count++] = series.values()[i];
      }
    }
    if (count == 0 || count < series.xFilesFactor() * (to - from)) {
      return Double.NaN;
    }
    return merge(series.consolidation(), Arrays.copyOf(known, count), to - from);
  }

  private static double merge(String function, double[] known, int places) {
    return switch (function) {
      case "sum", "total" -> Arrays.stream(known).sum();
      case "min" -> Arrays.stream(known).min().orElse(Double.NaN);
      case "max" -> Arrays.stream(known).max().orElse(Double.NaN);
      case "first" -> known[0];
      case "last", "current" -> known[known.length - 1];
      case "avg_zero" -> Arrays.stream(known).sum() / places;
      default -> Arrays.stream(known).sum() / known.length;
    };
  }
}
