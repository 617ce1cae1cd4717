// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;
import org.junit.jupiter.api.Test;

final class SeriesFormatsTest {

  private static final FormatOptions UTC = FormatOptions.in(ZoneOffset.UTC);
  private static final double NONE = Double.NaN;

  @Test
  void json_compact_isLaidOutAsPythonDoes() {
    var series = series("a.\"b\"\u00e9", 5, NONE, 0.1, Double.POSITIVE_INFINITY, -1e-7);

    assertThat(written("json", UTC, series))
        .isEqualTo(
            "[{\"target\": \"a.\\\"b\\\"\\u00e9\", \"tags\": {\"name\": \"a.\\\"b\\\"\\u00e9\"},"
                + " \"datapoints\": [[5.0, 1000], [null, 1060], [0.1, 1120], [1e9999, 1180],"
                + " [-1e-07, 1240]]}]");
  }

  @Test
  void json_integers_stayWhole() {
    var series = series("a", 5, NONE).change().integers(true).make();

    assertThat(written("json", UTC, series)).contains("[[5, 1000], [null, 1060]]");
  }

  @Test
  void json_nothing_isAnEmptyList() {
    assertThat(written("json", UTC)).isEqualTo("[]");
  }

  @Test
  void json_prettyAndJsonp_wrapAndIndent() {
    var options =
        new FormatOptions(
            ZoneOffset.UTC, OptionalInt.empty(), false, true, Optional.of("jQuery.cb"));

    assertThat(written("json", options, series("a", 1)))
        .startsWith("jQuery.cb([\n  {\n    \"target\": \"a\",")
        .endsWith("]\n  }\n])".substring(2));
  }

  @Test
  void jsonp_thatIsNoFunctionName_isRefused() {
    assertThatThrownBy(
            () ->
                new FormatOptions(
                    ZoneOffset.UTC, OptionalInt.empty(), false, false, Optional.of("alert(1)//")))
        .hasMessageContaining("not the name of a function");
  }

  @Test
  void json_noNullPoints_leavesOutUnknownPointsAndEmptySeries() {
    var options =
        new FormatOptions(ZoneOffset.UTC, OptionalInt.empty(), true, false, Optional.empty());

    assertThat(written("json", options, series("a", 1, NONE, 3), series("b", NONE)))
        .isEqualTo(
            "[{\"target\": \"a\", \"tags\": {\"name\": \"a\"}, \"datapoints\": [[1.0, 1000], [3.0,"
                + " 1120]]}]");
  }

  @Test
  void json_maxDataPoints_consolidatesFromALabelThatIsAMultiple() {
    var options =
        new FormatOptions(ZoneOffset.UTC, OptionalInt.of(2), false, false, Optional.empty());

    assertThat(written("json", options, series("a", 1, 2, 3, 4, 5, 6)))
        .contains("\"datapoints\": [[3.0, 1120], [5.5, 1300]]");
    assertThat(
            written(
                "json",
                new FormatOptions(
                    ZoneOffset.UTC, OptionalInt.of(1), false, false, Optional.empty()),
                series("a", 1, 2, 3)))
        .contains("\"datapoints\": [[2.0, 1000]]");
  }

  @Test
  void raw_isOneLineASeries() {
    assertThat(written("raw", UTC, series("a,b", 1, NONE, Double.POSITIVE_INFINITY), series("c")))
        .isEqualTo("a,b,1000,1180,60|1.0,None,inf\nc,1000,1000,60|\n");
  }

  @Test
  void csv_quotesNamesAndWritesTimesInTheZone() {
    var options = FormatOptions.in(ZoneId.of("Asia/Tokyo"));

    assertThat(written("csv", options, series("a \"b\", c", 1.5, NONE)).split("\r\n", -1))
        .containsExactly(
            "\"a \"\"b\"\", c\",1970-01-01 09:16:40,1.5",
            "\"a \"\"b\"\", c\",1970-01-01 09:17:40,",
            "");
  }

  @Test
  void number_ofAnyKind_isWrittenAsRepr() {
    var random = new Random(1);
    for (var round = 0; round < 100_000; round++) {
      var number =
          switch (round % 4) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> random.nextInt(2_000_000) / 1000.0 - 1000;
            case 2 -> random.nextLong() >> random.nextInt(64);
            default -> random.nextGaussian();
          };
      if (Double.isFinite(number)) {
        assertThat(written("raw", UTC, series("a", number)))
            .as("seed 1: %s", number)
            .isEqualTo("a,1000,1060,60|" + PythonNumber.repr(number) + "\n");
      }
    }
  }

  private static TimeSeries series(String name, double... values) {
    return TimeSeries.of(name, 1000, 1000 + 60L * values.length, 60, values, 0);
  }

  private static String written(String format, FormatOptions options, TimeSeries... series) {
    var out = new ByteArrayOutputStream();
    try {
      SeriesFormats.named(format).orElseThrow().answer(List.of(series), options).writeTo(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
