// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times as requests write them: `-1d`, `noon yesterday`, `04:00_20110501`, `1700000000`.
///
/// The rules are graphite-web's, its oddities included (`12pm` is midnight, eight digits are a date
/// only if they could be one), because saved graphs depend on them. What is an error there and a
/// time elsewhere is one here, too: ISO 8601 (`2024-05-01T04:00:00Z`, `2024-05-01`), and numbers of
/// 13 digits, which are milliseconds from 2001 to 2286.
public final class TimeExpression {

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> WEEKDAYS =
      List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final long FIRST = LocalDateTime.of(1, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
  private static final long LAST =
      LocalDateTime.of(9999, 12, 31, 23, 59, 59).toEpochSecond(ZoneOffset.UTC);

  private static final int MILLISECOND_DIGITS = 13;

  /// A blank before the zone was a plus before it was part of an address.
  private static final Pattern ISO =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})"
              + "(?:[Tt]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]{1,9})?)?)"
              + "(?:([Zz])|([-+ ])([0-9]{2}):?([0-9]{2}))?)?");

  private final String raw;
  private final ZoneId zone;
  private final long now;
  private String rest = "";
  private int hour;
  private int minute;

  private TimeExpression(String raw, long now, ZoneId zone) {
    this.raw = raw;
    this.now = now;
    this.zone = zone;
  }

  /// Epoch seconds of a time.
  ///
  /// @param now epoch seconds that relative times start from
  /// @param zone of dates and times of day
  /// @throws InvalidTimeException if the text is no time
  public static long parse(String text, long now, ZoneId zone) {
    var stripped = text.strip();
    var expression = new TimeExpression(stripped, now, zone);
    var iso = ISO.matcher(stripped);
    var time =
        iso.matches()
            ? expression.iso(iso)
            : expression.read(stripped.toLowerCase(Locale.ROOT).replaceAll("[_, ]", ""));
    if (time < FIRST || time > LAST) {
      throw new InvalidTimeException("Invalid time: " + text + " (outside of the years 1 to 9999)");
    }
    return time;
  }

  private long read(String text) {
    if (isDigits(text) && !looksLikeDate(text)) {
      var seconds = number(text);
      return text.length() == MILLISECOND_DIGITS ? seconds / 1000 : seconds;
    }
    var sign = text.indexOf('+') >= 0 ? text.indexOf('+') : text.indexOf('-');
    var reference = sign < 0 ? text : text.substring(0, sign);
    var offset = sign < 0 ? 0 : TimeOffset.seconds(text.substring(sign));
    try {
      return reference(reference) + offset;
    } catch (DateTimeException impossible) {
      throw new InvalidTimeException("Invalid time: " + raw + " (" + impossible.getMessage() + ")");
    }
  }

  private long iso(Matcher parts) {
    try {
      var time = parts.group(2) == null ? LocalTime.MIDNIGHT : LocalTime.parse(parts.group(2));
      var local = LocalDate.parse(parts.group(1)).atTime(time);
      if (parts.group(3) != null) {
        return local.toEpochSecond(ZoneOffset.UTC);
      } else if (parts.group(4) != null) {
        var sign = parts.group(4).equals("-") ? "-" : "+";
        return local.toEpochSecond(ZoneOffset.of(sign + parts.group(5) + ":" + parts.group(6)));
      }
      return local.atZone(zone).withLaterOffsetAtOverlap().toEpochSecond();
    } catch (DateTimeException impossible) {
      throw new InvalidTimeException("Invalid time: " + raw + " (" + impossible.getMessage() + ")");
    }
  }

  private static boolean looksLikeDate(String digits) {
    return digits.length() == 8
        && Integer.parseInt(digits.substring(0, 4)) > 1900
        && Integer.parseInt(digits.substring(4, 6)) < 13
        && Integer.parseInt(digits.substring(6)) < 32;
  }

  private long reference(String text) {
    if (text.isEmpty() || text.equals("now")) {
      return now;
    }
    rest = text;
    readTimeOfDay();
    var today = Instant.ofEpochSecond(now).atZone(zone).toLocalDate();
    var date = day(rest, today);
    // a time that comes twice is the later one, in standard time; one that is skipped moves on
    return date.atTime(hour, minute).atZone(zone).withLaterOffsetAtOverlap().toEpochSecond();
  }

  private void readTimeOfDay() {
    var colon = rest.indexOf(':');
    if (colon > 0 && colon < 3) {
      hour = number(rest.substring(0, colon), 23);
      minute = number(rest.substring(colon + 1, Math.min(colon + 3, rest.length())), 59);
      rest = rest.substring(Math.min(colon + 3, rest.length()));
      if (rest.startsWith("am")) {
        rest = rest.substring(2);
      } else if (rest.startsWith("pm")) {
        hour = (hour + 12) % 24;
        rest = rest.substring(2);
      }
    }
    var am = rest.indexOf("am");
    if (am > 0 && am < 3) {
      hour = number(rest.substring(0, am), 23);
      rest = rest.substring(am + 2);
    }
    var pm = rest.indexOf("pm");
    if (pm > 0 && pm < 3) {
      hour = (number(rest.substring(0, pm), 99) + 12) % 24;
      rest = rest.substring(pm + 2);
    }
    if (rest.startsWith("noon")) {
      at("noon", 12);
    } else if (rest.startsWith("midnight")) {
      at("midnight", 0);
    } else if (rest.startsWith("teatime")) {
      at("teatime", 16);
    }
  }

  private void at(String word, int fullHour) {
    hour = fullHour;
    minute = 0;
    rest = rest.substring(word.length());
  }

  private LocalDate day(String text, LocalDate today) {
    switch (text) {
      case "", "today" -> {
        return today;
      }
      case "yesterday" -> {
        return today.minusDays(1);
      }
      case "tomorrow" -> {
        return today.plusDays(1);
      }
      default -> {
        // a date or the name of a day or month
      }
    }
    if (text.chars().filter(c -> c == '/').count() == 2) {
      return slashed(text);
    }
    if (text.length() == 8 && isDigits(text)) {
      return LocalDate.of(
          number(text.substring(0, 4), 9999),
          number(text.substring(4, 6), 12),
          number(text.substring(6), 31));
    }
    var word = text.substring(0, Math.min(3, text.length()));
    if (MONTHS.contains(word)) {
      return LocalDate.of(today.getYear(), MONTHS.indexOf(word) + 1, lastDigits(text));
    }
    if (WEEKDAYS.contains(word)) {
      var back = today.getDayOfWeek().getValue() - 1 - WEEKDAYS.indexOf(word);
      return today.minusDays(back < 0 ? back + 7 : back);
    }
    throw new InvalidTimeException("Unknown day reference: " + raw);
  }

  private LocalDate slashed(String text) {
    var first = text.indexOf('/');
    var second = text.indexOf('/', first + 1);
    var year = number(text.substring(second + 1), 9999);
    if (year < 1900) {
      year += 1900;
    }
    if (year < 1970) {
      year += 100;
    }
    return LocalDate.of(
        year, number(text.substring(0, first), 12), number(text.substring(first + 1, second), 31));
  }

  private int lastDigits(String text) {
    for (var count = 2; count >= 1; count--) {
      var tail = text.substring(Math.max(0, text.length() - count));
      if (isDigits(tail)) {
        return number(tail, 31);
      }
    }
    throw new InvalidTimeException("Day of month required after month name: " + raw);
  }

  private int number(String digits, int most) {
    var value = number(digits);
    if (value > most) {
      throw new InvalidTimeException(
          "Invalid time: " + raw + " (" + digits + ", expected: <= " + most + ")");
    }
    return (int) value;
  }

  private long number(String digits) {
    if (!isDigits(digits) || digits.length() > 18) {
      throw new InvalidTimeException("Invalid time: " + raw + " ('" + digits + "' is no number)");
    }
    return Long.parseLong(digits);
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
