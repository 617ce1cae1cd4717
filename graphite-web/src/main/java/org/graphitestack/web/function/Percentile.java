// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import org.graphitestack.web.render.InvalidRenderException;
import org.graphitestack.web.series.PythonNumber;

/// The value that a share of all values does not exceed.
final class Percentile {

  private Percentile() {}

  /// The percentile `n` of the known values; NaN if there are none.
  ///
  /// @param interpolate whether a rank between two values gives one between them; else the upper
  static double of(double[] values, double n, boolean interpolate) {
    var sorted = Aggregator.sortedKnown(values, 0, values.length);
    if (sorted.length == 0) {
      return Double.NaN;
    }
    var fractional = n / 100 * (sorted.length + 1);
    var rank = (int) fractional;
    var fraction = fractional - rank;
    if (!interpolate) {
      rank += (int) Math.ceil(fraction);
    }
    if (rank > sorted.length + 1 || rank < 0) {
      throw new InvalidRenderException(
          "percentile: " + PythonNumber.general(n) + " (expected: 0 to 100)");
    }
    var percentile = sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
    return interpolate && rank != sorted.length && rank < sorted.length
        ? percentile + fraction * (sorted[rank] - percentile)
        : percentile;
  }
}
