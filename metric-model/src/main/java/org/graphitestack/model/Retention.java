// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.model;

import java.util.List;

/// One archive's shape: a step and how many slots.
///
/// @param secondsPerPoint the step in seconds, >= 1
/// @param points number of slots, >= 1
public record Retention(int secondsPerPoint, int points) {

  /// A unit of time in retention texts; any prefix of its name is understood.
  private record Unit(String name, int seconds) {}

  /// In the order in which a prefix is looked up.
  private static final List<Unit> UNITS =
      List.of(
          new Unit("seconds", 1),
          new Unit("minutes", 60),
          new Unit("hours", 3_600),
          new Unit("days", 86_400),
          new Unit("weeks", 7 * 86_400),
          new Unit("years", 365 * 86_400));

  public Retention {
    if (secondsPerPoint < 1) {
      throw new IllegalArgumentException(
          "secondsPerPoint: " + secondsPerPoint + " (expected: >= 1)");
    }
    if (points < 1) {
      throw new IllegalArgumentException("points: " + points + " (expected: >= 1)");
    }
  }

  /// Reads `step:points` or `step:duration`: `60:1440`, `60s:1d`, `1min:7days`. A number alone is
  /// seconds before the colon and slots behind it; with a unit (any prefix of seconds, minutes,
  /// hours, days, weeks, years) both are durations. This is whisper's grammar; carbon's, which
  /// knows only the units' first letters, is a part of it.
  ///
  /// @throws IllegalArgumentException if the text is no retention
  public static Retention parse(String text) {
    var trimmed = text.strip();
    var colon = trimmed.indexOf(':');
    if (colon < 0) {
      throw notARetention(text, "a step, a colon, and a number of points or a duration");
    }
    var step = trimmed.substring(0, colon);
    var reach = trimmed.substring(colon + 1);
    var secondsPerPoint = secondsOf(step, text);
    if (secondsPerPoint < 1) {
      throw notARetention(text, "a step of at least one second");
    }
    var points =
        digits(reach) == reach.length() && !reach.isEmpty()
            ? number(reach, text)
            : secondsOf(reach, text) / secondsPerPoint;
    if (points < 1) {
      throw notARetention(text, "at least one point");
    }
    if (secondsPerPoint > Integer.MAX_VALUE || points > Integer.MAX_VALUE) {
      throw notARetention(text, "step and points up to " + Integer.MAX_VALUE);
    }
    return new Retention((int) secondsPerPoint, (int) points);
  }

  /// How far back the archive reaches, in seconds.
  public long seconds() {
    return (long) secondsPerPoint * points;
  }

  private static long secondsOf(String duration, String text) {
    var digits = digits(duration);
    if (digits == 0) {
      throw notARetention(text, "digits, and perhaps a unit, on both sides of the colon");
    }
    var count = number(duration.substring(0, digits), text);
    var unit = duration.substring(digits);
    if (unit.isEmpty()) {
      return count;
    }
    for (var candidate : UNITS) {
      if (candidate.name.startsWith(unit)) {
        return count * candidate.seconds;
      }
    }
    throw notARetention(text, "a unit among s, m, h, d, w, y or the beginning of its name");
  }

  private static int digits(String text) {
    var count = 0;
    while (count < text.length() && text.charAt(count) >= '0' && text.charAt(count) <= '9') {
      count++;
    }
    return count;
  }

  /// At most eleven digits, so that no product with a unit leaves the range of a long.
  private static long number(String digits, String text) {
    if (digits.length() > 11) {
      throw notARetention(text, "numbers of at most 11 digits");
    }
    return Long.parseLong(digits);
  }

  private static IllegalArgumentException notARetention(String text, String expected) {
    return new IllegalArgumentException("retention: '" + text + "' (expected: " + expected + ")");
  }
}
