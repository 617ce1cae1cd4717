// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Times as graphite-web reads them: `times.tsv` was recorded from it, at 2024-03-13 15:30:45 in
/// New York.
final class TimeExpressionTest {

  private static final long NOW = 1_710_358_245;

  /// Python's time zones end in 2037 and know no summer after that; ISO dates are errors there.
  private static final Set<String> DIFFERENT = Set.of("6/1/69", "2024-01-02");

  @TestFactory
  List<DynamicTest> parse_everyRecordedTime_readsAsRecorded() throws IOException {
    var tests = new ArrayList<DynamicTest>();
    try (var in = TimeExpressionTest.class.getResourceAsStream("times.tsv")) {
      for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        var parts = line.split("\t", -1);
        if (!DIFFERENT.contains(parts[1])) {
          tests.add(
              DynamicTest.dynamicTest(
                  parts[0] + " " + parts[1],
                  () -> assertThat(read(parts[1], parts[0])).isEqualTo(parts[2])));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(400);
    return tests;
  }

  @Test
  void parse_iso8601_isReadInItsZoneOrThatOfTheRequest() {
    assertThat(read("2024-05-01T04:00:00Z", "Asia/Tokyo")).isEqualTo("1714536000");
    assertThat(read("2024-05-01T04:00:00.250Z", "Asia/Tokyo")).isEqualTo("1714536000");
    assertThat(read("2024-05-01t04:00+02:00", "Asia/Tokyo")).isEqualTo("1714528800");
    assertThat(read("2024-05-01T04:00:00 0200", "Asia/Tokyo"))
        .as("a plus that an address made a blank")
        .isEqualTo("1714528800");
    assertThat(read("2024-05-01T04:00:00-0130", "UTC")).isEqualTo("1714541400");
    assertThat(read("2024-05-01T04:00", "Asia/Tokyo")).isEqualTo("1714503600");
    assertThat(read("2024-05-01", "Asia/Tokyo")).isEqualTo("1714489200");
    assertThat(read("2024-02-30T04:00", "UTC")).isEqualTo("error");
    assertThat(read("2024-05-01T25:00", "UTC")).isEqualTo("error");
    assertThat(read("2024-05-01T04:00:00+99:00", "UTC")).isEqualTo("error");
  }

  @Test
  void parse_thirteenDigits_areMilliseconds() {
    assertThat(read("1714536000999", "UTC")).isEqualTo("1714536000");
    assertThat(read("171453600099", "UTC")).isEqualTo("171453600099");
    assertThat(read("17145360009990", "UTC")).isEqualTo("error");
  }

  @Test
  void parse_unknownDay_namesTheText() {
    assertThatThrownBy(() -> TimeExpression.parse("garbage", NOW, ZoneOffset.UTC))
        .isInstanceOf(InvalidTimeException.class)
        .hasMessage("Unknown day reference: garbage");
  }

  @Test
  void parse_randomText_givesATimeOrAnInvalidTime() {
    var seed = 42L;
    var random = new Random(seed);
    var pieces =
        List.of(
            "now",
            "-",
            "+",
            "1",
            "23",
            "h",
            "min",
            "mon",
            "am",
            "pm",
            ":",
            "/",
            "noon",
            "jun",
            "tue",
            "2024",
            "0",
            "d",
            " ",
            "_",
            "ü",
            "99999999999999999999");
    for (var round = 0; round < 50_000; round++) {
      var text = new StringBuilder();
      for (var i = random.nextInt(8); i > 0; i--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      try {
        TimeExpression.parse(text.toString(), NOW, ZoneId.of("Europe/Berlin"));
      } catch (InvalidTimeException expected) {
        assertThat(expected).as("seed %d: %s", seed, text).hasMessageMatching("(?s).+");
      }
    }
  }

  private static String read(String text, String zone) {
    try {
      return String.valueOf(TimeExpression.parse(text, NOW, ZoneId.of(zone)));
    } catch (InvalidTimeException unreadable) {
      return "error";
    }
  }
}
