// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/// Where a unit of the calendar begins.
///
/// @param unit the calendar's, or seconds for none
/// @param weekday day that weeks begin at, Monday is 1
record CalendarUnit(ChronoUnit unit, int weekday) {

  private static final Map<String, ChronoUnit> STARTS =
      Map.of(
          "s", ChronoUnit.SECONDS,
          "min", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS,
          "mon", ChronoUnit.MONTHS,
          "y", ChronoUnit.YEARS);

  /// The unit of a text such as `hours` or `weeks7`.
  static CalendarUnit of(Invocation in, String parameter, String text) {
    if (text.startsWith("w")) {
      var day = text.charAt(text.length() - 1);
      return new CalendarUnit(ChronoUnit.WEEKS, day >= '1' && day <= '7' ? day - '0' : 1);
    }
    for (var start : STARTS.entrySet()) {
      if (text.startsWith(start.getKey())) {
        return new CalendarUnit(start.getValue(), 1);
      }
    }
    throw in.wrong(parameter, "years, months, weeks, days, hours, minutes or seconds");
  }

  /// The largest of day, hour and minute that is not longer than an interval.
  static CalendarUnit ofInterval(long seconds) {
    for (var unit : List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES)) {
      if (seconds >= unit.getDuration().toSeconds()) {
        return new CalendarUnit(unit, 1);
      }
    }
    return new CalendarUnit(ChronoUnit.SECONDS, 1);
  }

  /// Epoch seconds of the beginning of the unit that a time lies in.
  long start(long time, ZoneId zone) {
    var local = Instant.ofEpochSecond(time).atZone(zone);
    var day = local.truncatedTo(ChronoUnit.DAYS);
    var begin =
        switch (unit) {
          case YEARS -> day.withDayOfYear(1);
          case MONTHS -> day.withDayOfMonth(1);
          case WEEKS -> day.minusDays(Math.floorMod(day.getDayOfWeek().getValue() - weekday, 7));
          case DAYS -> day;
          case HOURS -> local.truncatedTo(ChronoUnit.HOURS);
          case MINUTES -> local.truncatedTo(ChronoUnit.MINUTES);
          default -> local;
        };
    return begin.toEpochSecond();
  }
}
