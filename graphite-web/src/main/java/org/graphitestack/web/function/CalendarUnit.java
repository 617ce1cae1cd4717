// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/// Where a unit of the calendar begins.
///
/// @param unit the calendar's, or seconds for none
/// @param weekday day that weeks begin at, Monday is 1
record CalendarUnit(ChronoUnit unit, int weekday) {

  /// The unit of a text such as `hours` or `weeks7`.
  static CalendarUnit of(Invocation in, String parameter, String text) {
    if (text.startsWith("w")) {
      var day = text.charAt(text.length() - 1);
      return new CalendarUnit(ChronoUnit.WEEKS, day >= '1' && day <= '7' ? day - '0' : 1);
    }
    var unit =
        text.startsWith("s")
            ? ChronoUnit.SECONDS
            : text.startsWith("min")
                ? ChronoUnit.MINUTES
                : text.startsWith("h")
                    ? ChronoUnit.HOURS
                    : text.startsWith("d")
                        ? ChronoUnit.DAYS
                        : text.startsWith("mon")
                            ? ChronoUnit.MONTHS
                            : text.startsWith("y") ? ChronoUnit.YEARS : null;
    if (unit == null) {
      throw in.wrong(parameter, "years, months, weeks, days, hours, minutes or seconds");
    }
    return new CalendarUnit(unit, 1);
  }

  /// The largest of day, hour and minute that is not longer than an interval.
  static CalendarUnit ofInterval(long seconds) {
    var unit =
        seconds >= 86_400
            ? ChronoUnit.DAYS
            : seconds >= 3600
                ? ChronoUnit.HOURS
                : seconds >= 60 ? ChronoUnit.MINUTES : ChronoUnit.SECONDS;
    return new CalendarUnit(unit, 1);
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
