// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.graphitestack.web.series.TimeSeries;
import org.junit.jupiter.api.Test;

final class SeriesSnapshotTest {

  private static final double NONE = Double.NaN;

  @Test
  void whole_isWhatJsonIs() throws IOException {
    var series = List.of(series("a", 60, 1, NONE, 2.5), series("b\"é", 0, 3));
    var options = FormatOptions.in(ZoneOffset.UTC);
    var json = new ByteArrayOutputStream();
    SeriesFormats.named("json").orElseThrow().answer(series, options).writeTo(json);

    assertThat(SeriesSnapshot.of(series, options).whole())
        .isEqualTo(json.toString(StandardCharsets.UTF_8));
    assertThat(SeriesSnapshot.of(List.of(), options).whole()).isEqualTo("[]");
  }

  @Test
  void changes_ofTheSame_areNone() {
    assertThat(at(series("a", 60, 1, NONE)).changesSince(at(series("a", 60, 1, NONE))))
        .hasValue("");
  }

  @Test
  void changes_newPoint_isTheOnlyOneTold() {
    var before = at(series("a", 60, 1, 2, 3, 4), series("b", 60, 1, 2, 3, 4));
    var now = at(series("a", 60, 1, 2, 3, 4), series("b", 60, 1, 2, 3, 4, 5.5));

    assertThat(now.changesSince(before))
        .hasValue("[{\"series\": 1, \"datapoints\": [[5.5, 300]]}]");
  }

  @Test
  void changes_ofAWindowThatMoved_leaveOutWhatIsKnown() {
    var before = at(series("a", 60, 1, 2, 3, NONE, NONE));
    var now = at(series("a", 120, 2, 3, 4, NONE, NONE));

    assertThat(now.changesSince(before))
        .hasValue("[{\"series\": 0, \"datapoints\": [[4.0, 240], [null, 360]]}]");
    assertThat(now.start()).isEqualTo(120);
    assertThat(now.step()).isEqualTo(60);
  }

  @Test
  void changes_ofOtherSeriesStepsOrTimes_areToldWhole() {
    var before = at(series("a", 60, 1, 2, 3, 4));

    assertThat(at().changesSince(before)).isEmpty();
    assertThat(at(series("b", 60, 1, 2, 3, 4)).changesSince(before)).isEmpty();
    assertThat(at(series("a", 90, 1, 2, 3, 4)).changesSince(before)).isEmpty();
    assertThat(at(series("a", 0, 1, 2, 3, 4)).changesSince(before)).isEmpty();
    assertThat(at(series("a", 60, 1, 2, 3, 4).change().step(30).make()).changesSince(before))
        .isEmpty();
    assertThat(at(series("a", 60, 9, 9, 9, 4)).changesSince(before)).as("most differ").isEmpty();
  }

  @Test
  void points_areCountedAsShown() {
    var options =
        new FormatOptions(ZoneOffset.UTC, OptionalInt.of(10), false, false, Optional.empty());
    var values = new double[100];
    Arrays.fill(values, 1);

    assertThat(at(series("a", 60, values)).points()).isEqualTo(100);
    assertThat(SeriesSnapshot.of(List.of(series("a", 60, values)), options).points())
        .isLessThanOrEqualTo(10);
  }

  private static SeriesSnapshot at(TimeSeries... series) {
    return SeriesSnapshot.of(List.of(series), FormatOptions.in(ZoneOffset.UTC));
  }

  private static TimeSeries series(String name, long start, double... values) {
    return TimeSeries.of(name, start, start + 60L * values.length, 60, values, 0);
  }
}
