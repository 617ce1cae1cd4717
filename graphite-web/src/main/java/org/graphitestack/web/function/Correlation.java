// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

/// Karl Pearson's correlation of two rows of values.
final class Correlation {

  private Correlation() {}

  /// -1 to 1; NaN if fewer than two values of both are known, or one row does not change.
  static double of(double[] a, double[] b) {
    var count = 0;
    var sumA = 0.0;
    var sumB = 0.0;
    for (var i = 0; i < a.length; i++) {
      if (!Double.isNaN(a[i] + b[i])) {
        count++;
        sumA += a[i];
        sumB += b[i];
      }
    }
    var squaresA = 0.0;
    var squaresB = 0.0;
    var products = 0.0;
    for (var i = 0; i < a.length; i++) {
      if (!Double.isNaN(a[i] + b[i])) {
        var fromA = a[i] - sumA / count;
        var fromB = b[i] - sumB / count;
        squaresA += fromA * fromA;
        squaresB += fromB * fromB;
        products += fromA * fromB;
      }
    }
    return squaresA == 0 || squaresB == 0
        ? Double.NaN
        : Math.clamp(products / Math.sqrt(squaresA) / Math.sqrt(squaresB), -1.0, 1.0);
  }
}
