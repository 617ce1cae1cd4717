// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.series;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// Numbers as Python writes them, which names, tags and answers of the render API are made of.
public final class PythonNumber {

  /// 10^0 to 10^9: exact, as are whole numbers below [#EXACT].
  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

  private static final double EXACT = 1L << 53;

  private static final int REPR_EXPONENT_FROM = 16;
  private static final int REPR_EXPONENT_BELOW = -4;

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  private PythonNumber() {}

  /// The number a text is, as `float(text)` reads it, but for underscores and nan.
  public static OptionalDouble parse(String text) {
    var word = text.strip();
    if (NUMBER.matcher(word).matches()) {
      return OptionalDouble.of(Double.parseDouble(word));
    }
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "inf", "infinity", "+inf", "+infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
      case "-inf", "-infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
      default -> OptionalDouble.empty();
    };
  }

  /// `repr(float)`: the fewest digits that read back as the same number, `5.0`, `1e-05`, `1e+16`,
  /// `inf`, `nan`.
  public static String repr(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    var java = Double.toString(value);
    var size = Math.abs(value);
    if (size == 0 || (size >= 1e-3 && size < 1e7)) {
      return java;
    }
    return laidOut(java);
  }

  /// From Java's `1.2345E7` to Python's layout of the same digits.
  private static String laidOut(String java) {
    var mark = java.indexOf('E');
    var exponent = mark < 0 ? 0 : Integer.parseInt(java.substring(mark + 1));
    var mantissa = mark < 0 ? java : java.substring(0, mark);
    var sign = mantissa.startsWith("-") ? "-" : "";
    var unsigned = mantissa.substring(sign.length());
    var point = unsigned.indexOf('.');
    var digits = unsigned.substring(0, point) + unsigned.substring(point + 1);
    var end = digits.length();
    while (end > 1 && digits.charAt(end - 1) == '0') {
      end--;
    }
    digits = digits.substring(0, end);
    if (digits.length() == 2 && exponent < -320) {
      return smallest(sign, mantissa, exponent, digits);
    }
    if (exponent < REPR_EXPONENT_BELOW || exponent >= REPR_EXPONENT_FROM) {
      return sign + scientific(digits, exponent);
    }
    return sign + plain(digits, exponent);
  }

  /// The least numbers there are: Java writes two digits where one would do.
  private static String smallest(String sign, String mantissa, int exponent, String digits) {
    var exact = new BigDecimal(Double.parseDouble(mantissa + "E" + exponent)).abs();
    var one = exact.round(new MathContext(1, RoundingMode.HALF_EVEN));
    return one.doubleValue() == exact.doubleValue()
        ? sign + scientific(one.unscaledValue().toString(), one.precision() - one.scale() - 1)
        : sign + scientific(digits, exponent);
  }

  private static String scientific(String digits, int exponent) {
    var size = Math.abs(exponent);
    return digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + (size < 10 ? "0" : "")
        + size;
  }

  private static String plain(String digits, int exponent) {
    if (exponent < 0) {
      return "0." + "0".repeat(-exponent - 1) + digits;
    }
    var whole = exponent + 1;
    return digits.length() <= whole
        ? digits + "0".repeat(whole - digits.length()) + ".0"
        : digits.substring(0, whole) + "." + digits.substring(whole);
  }

  /// `str` of a value: `None` for none, without a fraction if it is a whole number of Python's.
  public static String text(double value, boolean integer) {
    if (Double.isNaN(value)) {
      return "None";
    }
    return integer && !Double.isInfinite(value) ? truncated(value) : repr(value);
  }

  /// `'%g' % value`: six significant digits, no trailing zeros.
  public static String general(double value) {
    return general(value, 6);
  }

  /// `'%.12g' % value` with that many significant digits.
  public static String general(double value, int places) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return repr(value);
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    var rounded = new BigDecimal(value).round(new MathContext(places, RoundingMode.HALF_EVEN));
    var exponent = rounded.precision() - rounded.scale() - 1;
    var digits = rounded.unscaledValue().abs().toString();
    var end = digits.length();
    while (end > 1 && digits.charAt(end - 1) == '0') {
      end--;
    }
    digits = digits.substring(0, end);
    var sign = value < 0 ? "-" : "";
    if (exponent < -4 || exponent >= places) {
      return sign + scientific(digits, exponent);
    }
    var text = plain(digits, exponent);
    return sign + (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text);
  }

  /// `'%d' % value`: the part before the point.
  public static String truncated(double value) {
    return new BigDecimal(value).toBigInteger().toString();
  }

  /// `'%.2f' % value` with that many places.
  public static String fixed(double value, int places) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return repr(value);
    }
    var text = new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
    return (value < 0 || 1 / value < 0) && !text.startsWith("-") ? "-" + text : text;
  }

  /// `round(value, places)`: to the nearest, ties to even, of the number as it is in binary.
  public static double rounded(double value, int places) {
    if (Double.isNaN(value) || Double.isInfinite(value) || places > 323) {
      return value;
    }
    if (places >= 0 && places < POWERS.length) {
      var scaled = value * POWERS[places];
      var nearest = Math.rint(scaled);
      // The product is off by half a unit in the last place at most, so away from a tie this is the
      // nearest; a quotient of two exact numbers is the double next to the decimal.
      if (Math.abs(nearest) < EXACT
          && nearest != 0
          && Math.abs(Math.abs(scaled - nearest) - 0.5) > 2 * Math.ulp(scaled)) {
        return nearest / POWERS[places];
      }
    }
    return new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).doubleValue();
  }
}
