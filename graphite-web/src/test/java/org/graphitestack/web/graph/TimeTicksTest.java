// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.graphitestack.web.series.TimeSeries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTicksTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static List<String> times(
      TimeTicks.Spacing spacing, String start, long seconds, ZoneId zone) {
    long from = ZonedDateTime.parse(start).toEpochSecond();
    var format = new StrftimeFormat("%m/%d %H:%M");
    return TimeTicks.times(spacing, new TimeRange(from, from + seconds), zone).stream()
        .map(format::format)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "0.01, 300, 5, SECONDS, %H:%M:%S",
    "0.07, 300, 10, SECONDS, %H:%M:%S",
    "0.2, 300, 15, SECONDS, %H:%M:%S",
    "0.3, 300, 1, MINUTES, %H:%M",
    "0.01, 601, 5, SECONDS, %H:%M:%S",
    "1.2, 3600, 2, MINUTES, %H:%M",
    "4.6, 3600, 5, MINUTES, %H:%M",
    "12, 3600, 20, MINUTES, %H:%M",
    "70, 21600, 2, HOURS, %H:%M",
    "115, 86400, 4, HOURS, %a %H:%M",
    "290, 86400, 12, HOURS, %m/%d %H:%M",
    "800, 604800, 1, DAYS, %m/%d",
    "2100, 604800, 2, DAYS, %m/%d",
    "9000, 2592000, 7, DAYS, %m/%d",
    "110000, 31536000, 120, DAYS, %m/%d %Y",
    "500000, 315360000, 240, DAYS, %m/%d %Y",
  })
  void of_secondsPerPixel_labelsEvery(
      double secondsPerPixel, double range, double count, String unit, String format) {
    TimeTicks ticks = TimeTicks.of(secondsPerPixel, range, "%m/%d");

    assertThat(ticks.label().count()).isEqualTo(count);
    assertThat(ticks.label().unit().name()).isEqualTo(unit);
    assertThat(ticks.format()).isEqualTo(format);
  }

  /// Results of the reference for images of common sizes, but for labels the image would cut.
  @ParameterizedTest
  @CsvSource({
    "60, 60, 330, 07:20|07:40|08:00",
    "360, 60, 330, 08:00|10:00|12:00",
    "1440, 60, 330, 03/13 12:00|03/14 00:00",
    "1440, 60, 800, Sun 08:00|Sun 12:00|Sun 16:00|Sun 20:00|Mon 00:00|Mon 04:00",
    "1008, 600, 330, 03/15|03/17|03/19",
    "1008, 600, 800, 03/14|03/15|03/16|03/17|03/18|03/19|03/20",
    "720, 3600, 330, 03/20|03/27|04/03|04/10",
    "365, 86400, 330, 07/11 2011|11/08 2011",
  })
  void layOut_commonRanges_haveTheReferencesTimeLabels(
      int points, long step, int width, String labels) {
    var series =
        new TimeSeries(
            "a",
            "a",
            Map.of(),
            SampleSeries.START,
            SampleSeries.START + points * step,
            step,
            SampleSeries.of("a", points, i -> i).values(),
            false,
            "average",
            1,
            0,
            Map.of());

    LineGraph graph = Layouts.unrounded(List.of(series), "width=" + width);

    assertThat(String.join("|", Layouts.texts(graph.time().labels()))).isEqualTo(labels);
  }

  @Test
  void times_hours_fallOnRoundHoursOfTheZone() {
    var fourHours = new TimeTicks.Spacing(ChronoUnit.HOURS, 4);

    assertThat(times(fourHours, "2025-06-15T09:30:00Z", 12 * 3600, ZoneOffset.UTC))
        .containsExactly("06/15 12:00", "06/15 16:00", "06/15 20:00");
    assertThat(times(fourHours, "2025-06-15T09:30:00Z", 12 * 3600, BERLIN))
        .containsExactly("06/15 12:00", "06/15 16:00", "06/15 20:00");
  }

  @Test
  void times_daysAcrossAClockChange_stayAtMidnight() {
    var days = new TimeTicks.Spacing(ChronoUnit.DAYS, 1);

    assertThat(times(days, "2025-03-29T12:00:00+01:00", 3 * 86400, BERLIN))
        .containsExactly("03/30 00:00", "03/31 00:00", "04/01 00:00");
  }

  @Test
  void times_theHourThatComesTwice_hasTicksTwice() {
    var halfHours = new TimeTicks.Spacing(ChronoUnit.MINUTES, 30);

    assertThat(times(halfHours, "2025-10-26T01:45:00+02:00", 3 * 3600, BERLIN))
        .containsExactly(
            "10/26 02:00",
            "10/26 02:30",
            "10/26 02:00",
            "10/26 02:30",
            "10/26 03:00",
            "10/26 03:30");
  }
}
