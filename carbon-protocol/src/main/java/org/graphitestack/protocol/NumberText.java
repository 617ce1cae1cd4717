// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol;

/// Writes numbers as the text every Graphite daemon reads: whole ones as digits, others as the
/// shortest text that reads back as the same double, infinities as `inf` and `-inf`.
///
/// Whole numbers are written without allocation.
public final class NumberText {

  /// Most bytes one number takes.
  public static final int MAX_LENGTH = 26;

  private static final double EXACT_WHOLE = 1L << 53;

  private NumberText() {}

  /// Writes a value.
  ///
  /// @param value anything but NaN
  /// @return where the text ends
  public static int write(double value, byte[] target, int offset) {
    if (Math.abs(value) <= EXACT_WHOLE && value == Math.rint(value) && !isNegativeZero(value)) {
      return write((long) value, target, offset);
    }
    if (value == 0) {
      return write("-0", target, offset);
    }
    if (Double.isInfinite(value)) {
      return write(value > 0 ? "inf" : "-inf", target, offset);
    }
    return write(Double.toString(value), target, offset);
  }

  /// Writes a whole number.
  ///
  /// @return where the text ends
  public static int write(long number, byte[] target, int offset) {
    if (number == Long.MIN_VALUE) {
      return write(Long.toString(number), target, offset);
    }
    var at = offset;
    var rest = number;
    if (rest < 0) {
      target[at++] = '-';
      rest = -rest;
    }
    var digits = 1;
    for (var bound = 10L; digits < 19 && rest >= bound; bound *= 10) {
      digits++;
    }
    var end = at + digits;
    for (var i = end - 1; i >= at; i--) {
      target[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return end;
  }

  private static boolean isNegativeZero(double value) {
    return value == 0 && Double.doubleToRawLongBits(value) != 0;
  }

  private static int write(String text, byte[] target, int offset) {
    for (var i = 0; i < text.length(); i++) {
      target[offset + i] = (byte) text.charAt(i);
    }
    return offset + text.length();
  }
}
