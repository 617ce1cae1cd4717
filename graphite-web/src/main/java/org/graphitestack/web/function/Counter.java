// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

/// How a counter grows from value to value.
///
/// @param max greatest value before it wraps, or NaN if it does not
/// @param min value it has after a reset, or NaN if that is not known
record Counter(double max, double min) {

  static Counter of(Invocation in) {
    return new Counter(in.numberOrNaN("maxValue"), in.numberOrNaN("minValue"));
  }

  /// The growth before each value; NaN where a neighbour is unknown or out of bounds, and where the
  /// counter fell and neither bound is known.
  double[] growth(double[] values) {
    var growth = new double[values.length];
    var before = Double.NaN;
    for (var i = 0; i < values.length; i++) {
      var value = values[i];
      if (value > max || value < min) {
        growth[i] = Double.NaN;
        before = Double.NaN;
        continue;
      }
      growth[i] = growth(before, value);
      before = value;
    }
    return growth;
  }

  private double growth(double before, double value) {
    if (Double.isNaN(before) || value >= before) {
      return value - before;
    }
    if (!Double.isNaN(max)) {
      return max + 1 + value - before - (Double.isNaN(min) ? 0 : min);
    }
    return value - min;
  }
}
