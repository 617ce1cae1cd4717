// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolylineTest {

  private static Trace trace(Trace.Kind kind, String values) {
    double[] numbers =
        List.of(values.split(" ", -1)).stream()
            .mapToDouble(value -> value.equals("-") ? SampleSeries.NULL : Double.parseDouble(value))
            .toArray();
    return new Trace("a", Color.RED, kind, 1, 0, false, 0, 1, numbers);
  }

  /// Points as `x,y`, runs separated by `|`. One pixel is one second and one unit.
  private static String runs(Trace trace, LineMode mode, double connectedLimit) {
    return Polyline.of(trace, mode, connectedLimit, x -> x, y -> y < 0 ? Double.NaN : y).stream()
        .map(
            run ->
                IntStream.range(0, run.size())
                    .mapToObj(i -> (int) run.x(i) + "," + (int) run.y(i))
                    .collect(Collectors.joining(" ")))
        .collect(Collectors.joining(" | "));
  }

  @ParameterizedTest
  @CsvSource({
    "5 6 7,          '0,5 1,6 2,7'",
    "5 6 - 7 8,      '0,5 1,6 2,6 | 3,7 4,8'",
    "- 5 - - 7 -,    '1,5 2,5 | 4,7 5,7'",
    "5 Infinity 7,   '0,5 1,5 | 2,7'",
    "5 -1 7,         '0,5 1,5 | 2,7'",
    "- -,            ''",
  })
  void of_slope_breaksAtUnknownAfterHoldingOneStep(String values, String expected) {
    assertThat(runs(trace(Trace.Kind.LINE, values), LineMode.SLOPE, 9)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "5 6,            '0,5 1,5 1,6 2,6'",
    "5 - 7,          '0,5 1,5 | 2,7 3,7'",
  })
  void of_staircase_holdsEachValue(String values, String expected) {
    assertThat(runs(trace(Trace.Kind.LINE, values), LineMode.STAIRCASE, 9)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "5 - 7,          '0,5 1,5 2,7'",
    "5 - - 7,        '0,5 1,5 3,7'",
    "5 - - - 7,      '0,5 1,5 | 4,7'",
    "- 5 - -,        '1,5 2,5'",
  })
  void of_connected_bridgesGapsUpToTheLimit(String values, String expected) {
    assertThat(runs(trace(Trace.Kind.LINE, values), LineMode.CONNECTED, 2)).isEqualTo(expected);
  }

  @Test
  void of_verticals_joinsOnlyValuesThatAreNone() {
    assertThat(runs(trace(Trace.Kind.VERTICALS, "0 0 1 0"), LineMode.SLOPE, 0))
        .isEqualTo("0,0 1,0 2,0 | 3,0");
  }

  @Test
  void of_valuesFarAway_staysWithinWhatARasteriserCanDo() {
    List<Polyline> runs =
        Polyline.of(trace(Trace.Kind.LINE, "1e300 -1e300"), LineMode.SLOPE, 0, x -> x, y -> y);

    assertThat(runs.getFirst().y(0)).isEqualTo(1e6);
    assertThat(runs.getFirst().y(1)).isEqualTo(-1e6);
  }
}
