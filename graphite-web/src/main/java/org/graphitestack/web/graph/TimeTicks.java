// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Which times the time axis labels and draws grid lines at.
///
/// @param format strftime pattern of the labels
record TimeTicks(Spacing minor, Spacing major, Spacing label, String format) {

  private static final int HOUR = 3600;
  private static final int DAY = 86_400;

  /// More ticks than this are never made, whatever the range.
  private static final int MOST = 5000;

  /// Distance of ticks, and the field of a wall clock that has to be a multiple of it.
  ///
  /// @param count of the unit; days may have a fraction
  record Spacing(ChronoUnit unit, double count) {

    private long seconds() {
      return Math.round(count * unit.getDuration().toSeconds());
    }
  }

  /// @param secondsPerPixel from which on this row is used
  /// @param longest range in seconds this row is used for
  private record Row(double secondsPerPixel, long longest, TimeTicks ticks) {}

  private static final String DATE = "{date}";

  private static final List<Row> ROWS =
      List.of(
          row(0, seconds(5), minutes(1), seconds(5), "%H:%M:%S", 10 * 60),
          row(0.07, seconds(10), minutes(1), seconds(10), "%H:%M:%S", 20 * 60),
          row(0.14, seconds(15), minutes(1), seconds(15), "%H:%M:%S", 30 * 60),
          row(0.27, seconds(30), minutes(2), minutes(1), "%H:%M", 2 * HOUR),
          row(0.5, minutes(1), minutes(2), minutes(1), "%H:%M", 2 * HOUR),
          row(1.2, minutes(1), minutes(4), minutes(2), "%H:%M", 3 * HOUR),
          row(2, minutes(1), minutes(10), minutes(5), "%H:%M", 6 * HOUR),
          row(5, minutes(2), minutes(10), minutes(10), "%H:%M", 12 * HOUR),
          row(10, minutes(5), minutes(20), minutes(20), "%H:%M", DAY),
          row(30, minutes(10), hours(1), hours(1), "%H:%M", 2 * DAY),
          row(60, minutes(30), hours(2), hours(2), "%H:%M", 2 * DAY),
          row(100, hours(2), hours(4), hours(4), "%a %H:%M", 6 * DAY),
          row(255, hours(6), hours(12), hours(12), DATE + " %H:%M", 10 * DAY),
          row(600, hours(6), days(1), days(1), DATE, 14 * DAY),
          row(1000, hours(12), days(1), days(1), DATE, 365 * DAY),
          row(2000, days(1), days(2), days(2), DATE, 365 * DAY),
          row(4000, days(2), days(4), days(4), DATE, 365 * DAY),
          row(8000, days(3.5), days(7), days(7), DATE, 365 * DAY),
          row(16_000, days(7), days(14), days(14), DATE, 365 * DAY),
          row(32_000, days(15), days(30), days(30), DATE, 365 * DAY),
          row(64_000, days(30), days(60), days(60), DATE + " %Y", Long.MAX_VALUE),
          row(100_000, days(60), days(120), days(120), DATE + " %Y", Long.MAX_VALUE),
          row(120_000, days(120), days(240), days(240), DATE + " %Y", Long.MAX_VALUE));

  private static Row row(
      double secondsPerPixel,
      Spacing minor,
      Spacing major,
      Spacing label,
      String format,
      long longest) {
    return new Row(secondsPerPixel, longest, new TimeTicks(minor, major, label, format));
  }

  private static Spacing seconds(int count) {
    return new Spacing(ChronoUnit.SECONDS, count);
  }

  private static Spacing minutes(int count) {
    return new Spacing(ChronoUnit.MINUTES, count);
  }

  private static Spacing hours(int count) {
    return new Spacing(ChronoUnit.HOURS, count);
  }

  private static Spacing days(double count) {
    return new Spacing(ChronoUnit.DAYS, count);
  }

  /// The ticks for a time range on so many pixels.
  ///
  /// @param range seconds
  /// @param dateFormat how dates are written where the time of day is not enough
  static TimeTicks of(double secondsPerPixel, double range, String dateFormat) {
    List<Row> dense =
        ROWS.stream().filter(row -> row.secondsPerPixel() <= secondsPerPixel).toList();
    TimeTicks chosen =
        dense.reversed().stream()
            .filter(row -> range <= row.longest())
            .findFirst()
            .orElse(dense.getLast())
            .ticks();
    return chosen.withFormat(chosen.format.replace(DATE, dateFormat));
  }

  TimeTicks withFormat(String changed) {
    return new TimeTicks(minor, major, label, changed);
  }

  /// The times within a range that are multiples of a spacing on the clocks of a zone.
  ///
  /// Steps of more than an hour are taken on the wall clock, so that labels stay at midnight and at
  /// round hours after clocks were changed; shorter ones in elapsed time, so that the hour that
  /// comes twice has ticks too.
  static List<ZonedDateTime> times(Spacing spacing, TimeRange range, ZoneId zone) {
    long step = spacing.seconds();
    boolean onWallClock = step > HOUR;
    var times = new ArrayList<ZonedDateTime>();
    ZonedDateTime time =
        floor(Instant.ofEpochSecond(range.start()).atZone(zone).toLocalDateTime(), spacing)
            .atZone(zone);
    LocalDateTime wallClock = time.toLocalDateTime();
    while (time.toEpochSecond() < range.end() && times.size() < MOST) {
      if (time.toEpochSecond() >= range.start()) {
        times.add(time);
      }
      wallClock = wallClock.plusSeconds(step);
      time = onWallClock ? wallClock.atZone(zone) : time.plusSeconds(step);
    }
    return List.copyOf(times);
  }

  static List<Double> epochSeconds(List<ZonedDateTime> times) {
    return times.stream().map(time -> (double) time.toEpochSecond()).toList();
  }

  private static LocalDateTime floor(LocalDateTime time, Spacing spacing) {
    int count = (int) spacing.count();
    LocalDateTime cut = time.truncatedTo(spacing.unit());
    return switch (spacing.unit()) {
      case SECONDS -> cut.withSecond(cut.getSecond() / count * count);
      case MINUTES -> cut.withMinute(cut.getMinute() / count * count);
      case HOURS -> cut.withHour(cut.getHour() / count * count);
      default -> cut;
    };
  }
}
