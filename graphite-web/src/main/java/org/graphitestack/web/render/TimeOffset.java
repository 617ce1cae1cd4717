// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

/// A signed length of time such as `-1d2h30min`: one sign for all its parts. A month is 30 days, a
/// year 365.
public final class TimeOffset {

  private TimeOffset() {}

  /// Seconds of an offset; an empty text is 0.
  ///
  /// @throws InvalidTimeException if a number or a unit is missing or unknown (`m` alone is)
  public static long seconds(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    var sign = 1;
    var at = 0;
    if (!isDigit(text.charAt(0))) {
      sign =
          switch (text.charAt(0)) {
            case '+' -> 1;
            case '-' -> -1;
            default ->
                throw new InvalidTimeException(
                    "Invalid offset: " + text + " (expected: a sign or a number first)");
          };
      at = 1;
    }
    var total = 0L;
    while (at < text.length()) {
      var unit = end(text, at, TimeOffset::isDigit);
      var next = end(text, unit, Character::isLetter);
      if (unit == at) {
        throw new InvalidTimeException(
            "Invalid offset: " + text + " (expected: a number at character " + (at + 1) + ")");
      }
      try {
        var number = Long.parseLong(text.substring(at, unit));
        var seconds = secondsOf(text.substring(unit, next), text);
        total = Math.addExact(total, Math.multiplyExact(number, seconds));
      } catch (ArithmeticException | NumberFormatException tooLarge) {
        throw new InvalidTimeException("Invalid offset: " + text + " (too far from now)");
      }
      at = next;
    }
    return sign * total;
  }

  private interface CharacterTest {
    boolean test(char c);
  }

  private static int end(String text, int from, CharacterTest test) {
    var end = from;
    while (end < text.length() && test.test(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static long secondsOf(String unit, String text) {
    var day = 86_400L;
    if (unit.startsWith("s")) {
      return 1;
    } else if (unit.startsWith("min")) {
      return 60;
    } else if (unit.startsWith("h")) {
      return 3600;
    } else if (unit.startsWith("d")) {
      return day;
    } else if (unit.startsWith("w")) {
      return 7 * day;
    } else if (unit.startsWith("mon")) {
      return 30 * day;
    } else if (unit.startsWith("y")) {
      return 365 * day;
    }
    throw new InvalidTimeException(
        "Invalid offset unit: '"
            + unit
            + "' in "
            + text
            + " (expected: s, min, h, d, w, mon or y)");
  }
}
