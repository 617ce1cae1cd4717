// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Values as text beside a value axis: a number, a blank, and with a prefix that and another blank.
final class YLabelFormat {

  private final UnitSystem units;
  private final YScale scale;

  YLabelFormat(UnitSystem units, YScale scale) {
    this.units = units;
    this.scale = scale;
  }

  String format(double value) {
    UnitSystem.Prefix prefix = units.prefixOf(value, scale.step());
    double range = scale.top() - scale.bottom();
    UnitSystem.Prefix rangePrefix = units.prefixOf(range, scale.step());
    double shortValue = value / prefix.size();
    double span = scale.logarithmic() ? range : range / rangePrefix.size();
    String number = number(shortValue, span, !prefix.equals(rangePrefix));
    return prefix.symbol().isEmpty() ? number + " " : number + " " + prefix.symbol() + " ";
  }

  private static String number(double value, double span, boolean otherPrefix) {
    if (value < 0.1) {
      return general(value);
    }
    if (value < 1) {
      return decimals(value, 2);
    }
    if (span > 3 || otherPrefix) {
      return decimals(value, 1);
    }
    return span > 0.1 ? decimals(value, 2) : general(value);
  }

  /// C's `%.Nf`: exact, ties to even.
  static String decimals(double value, int digits) {
    return new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
  }

  /// C's `%g`: six significant digits without trailing zeros, an exponent for the very large and
  /// the very small.
  static String general(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(6, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    BigDecimal digits = rounded.stripTrailingZeros();
    if (exponent >= -4 && exponent < 6) {
      return digits.toPlainString();
    }
    String sign = exponent < 0 ? "-" : "+";
    String padding = Math.abs(exponent) < 10 ? "0" : "";
    return digits.movePointLeft(exponent).toPlainString()
        + "e"
        + sign
        + padding
        + Math.abs(exponent);
  }
}
