// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.time.DayOfWeek;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.TimeZone;

/// Times as C's `strftime` writes them in the C locale, with GNU's flags: `-` no padding, `_` pad
/// with blanks, `0` pad with zeros, `^` and `#` upper case.
public final class StrftimeFormat {

  private static final String FLAGS = "-_0^#";

  private final String pattern;

  public StrftimeFormat(String pattern) {
    this.pattern = pattern;
  }

  /// Writes a time. A directive nobody knows stays as it is.
  public String format(ZonedDateTime time) {
    var out = new StringBuilder();
    int at = 0;
    while (at < pattern.length()) {
      int directive = at + 1;
      while (directive < pattern.length() && FLAGS.indexOf(pattern.charAt(directive)) >= 0) {
        directive++;
      }
      if (pattern.charAt(at) != '%' || directive >= pattern.length()) {
        out.append(pattern.charAt(at));
        at++;
      } else {
        out.append(expand(pattern.charAt(directive), pattern.substring(at + 1, directive), time));
        at = directive + 1;
      }
    }
    return out.toString();
  }

  private static String expand(char directive, String flags, ZonedDateTime time) {
    String text =
        switch (directive) {
          case 'a' -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
          case 'A' -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
          case 'b', 'h' -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
          case 'B' -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
          case 'c' -> composed("%a %b %e %H:%M:%S %Y", time);
          case 'C' -> padded(Math.floorDiv(time.getYear(), 100), 2, '0', flags);
          case 'd' -> padded(time.getDayOfMonth(), 2, '0', flags);
          case 'D', 'x' -> composed("%m/%d/%y", time);
          case 'e' -> padded(time.getDayOfMonth(), 2, ' ', flags);
          case 'f' -> padded(time.getNano() / 1000, 6, '0', flags);
          case 'F' -> composed("%Y-%m-%d", time);
          case 'g' -> padded(Math.floorMod(weekBasedYear(time), 100), 2, '0', flags);
          case 'G' -> padded(weekBasedYear(time), 4, '0', flags);
          case 'H' -> padded(time.getHour(), 2, '0', flags);
          case 'I' -> padded(clockHour(time), 2, '0', flags);
          case 'j' -> padded(time.getDayOfYear(), 3, '0', flags);
          case 'k' -> padded(time.getHour(), 2, ' ', flags);
          case 'l' -> padded(clockHour(time), 2, ' ', flags);
          case 'm' -> padded(time.getMonthValue(), 2, '0', flags);
          case 'M' -> padded(time.getMinute(), 2, '0', flags);
          case 'n' -> "\n";
          case 'p' -> time.getHour() < 12 ? "AM" : "PM";
          case 'P' -> time.getHour() < 12 ? "am" : "pm";
          case 'r' -> composed("%I:%M:%S %p", time);
          case 'R' -> composed("%H:%M", time);
          case 's' -> Long.toString(time.toEpochSecond());
          case 'S' -> padded(time.getSecond(), 2, '0', flags);
          case 't' -> "\t";
          case 'T', 'X' -> composed("%H:%M:%S", time);
          case 'u' -> Integer.toString(time.getDayOfWeek().getValue());
          case 'U' -> padded(weekOfYear(time, DayOfWeek.SUNDAY), 2, '0', flags);
          case 'V' -> padded(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, '0', flags);
          case 'w' -> Integer.toString(time.getDayOfWeek().getValue() % 7);
          case 'W' -> padded(weekOfYear(time, DayOfWeek.MONDAY), 2, '0', flags);
          case 'y' -> padded(Math.floorMod(time.getYear(), 100), 2, '0', flags);
          case 'Y' -> padded(time.getYear(), 1, '0', flags);
          case 'z' -> offset(time);
          case 'Z' -> zoneName(time);
          case '%' -> "%";
          default -> "%" + flags + directive;
        };
    boolean upper = flags.indexOf('^') >= 0 || flags.indexOf('#') >= 0;
    return upper ? text.toUpperCase(Locale.ROOT) : text;
  }

  private static String composed(String pattern, ZonedDateTime time) {
    return new StrftimeFormat(pattern).format(time);
  }

  private static String padded(int number, int width, char padding, String flags) {
    String digits = Integer.toString(number);
    if (flags.indexOf('-') >= 0) {
      return digits;
    }
    char pad = flags.indexOf('_') >= 0 ? ' ' : flags.indexOf('0') >= 0 ? '0' : padding;
    return String.valueOf(pad).repeat(Math.max(0, width - digits.length())) + digits;
  }

  private static int clockHour(ZonedDateTime time) {
    return (time.getHour() + 11) % 12 + 1;
  }

  private static int weekBasedYear(ZonedDateTime time) {
    return time.get(IsoFields.WEEK_BASED_YEAR);
  }

  /// Weeks since the first one of the year that starts on such a day; days before it are week 0.
  private static int weekOfYear(ZonedDateTime time, DayOfWeek first) {
    int daysIntoWeek = Math.floorMod(time.getDayOfWeek().getValue() - first.getValue(), 7);
    return (time.getDayOfYear() + 6 - daysIntoWeek) / 7;
  }

  private static String offset(ZonedDateTime time) {
    int minutes = time.getOffset().getTotalSeconds() / 60;
    int size = Math.abs(minutes);
    return (minutes < 0 ? "-" : "+")
        + padded(size / 60, 2, '0', "")
        + padded(size % 60, 2, '0', "");
  }

  private static String zoneName(ZonedDateTime time) {
    boolean summer = time.getZone().getRules().isDaylightSavings(time.toInstant());
    return TimeZone.getTimeZone(time.getZone())
        .getDisplayName(summer, TimeZone.SHORT, Locale.ENGLISH);
  }
}
