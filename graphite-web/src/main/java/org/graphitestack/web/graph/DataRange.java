// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.util.Arrays;
import java.util.List;

/// Smallest and largest value an axis has to show.
record DataRange(double min, double max) {

  /// What an axis shows when there are no values.
  private static final DataRange NOTHING = new DataRange(0, 1);

  /// The range of consolidated values.
  ///
  /// @param stacked whether the largest is that of sums; the smallest is of single values even so
  static DataRange of(List<double[]> series, boolean stacked) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double[] values : series) {
      for (double value : values) {
        if (Double.isFinite(value)) {
          min = Math.min(min, value);
          max = Math.max(max, value);
        }
      }
    }
    if (min > max) {
      return NOTHING;
    }
    return new DataRange(min, stacked ? largestSum(series) : max);
  }

  private static double largestSum(List<double[]> series) {
    double[] sums = new double[series.stream().mapToInt(values -> values.length).max().orElse(0)];
    Arrays.fill(sums, Double.NEGATIVE_INFINITY);
    double largest = Double.NEGATIVE_INFINITY;
    for (double[] values : series) {
      for (int i = 0; i < values.length; i++) {
        if (Double.isFinite(values[i])) {
          sums[i] = values[i] + (Double.isFinite(sums[i]) ? sums[i] : 0);
        }
      }
    }
    for (double sum : sums) {
      largest = Math.max(largest, sum);
    }
    return largest;
  }
}
