// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

/// Powers that have no result rather than an infinite one.
final class Powers {

  private Powers() {}

  /// `base` to the power of `exponent`, or NaN where that is not a real number or too large.
  static double of(double base, double exponent) {
    if (base == 0 && exponent < 0) {
      return Double.NaN;
    }
    var power = Math.pow(base, exponent);
    return Double.isInfinite(base) || Double.isInfinite(exponent) ? power : finite(power, base);
  }

  /// A result, or NaN if it is infinite although its argument is not.
  static double finite(double result, double argument) {
    return Double.isInfinite(result) && !Double.isInfinite(argument) ? Double.NaN : result;
  }
}
