// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ComparisonTest {

  private static final double NONE = Double.NaN;

  @Test
  void equalSeries_inAnyOrder_differInNothing() {
    var a = series("a", 60, 1, NONE, 3);
    var b = series("b", 60, 1);

    assertThat(compared(List.of(a, b), List.of(b, a))).isEmpty();
  }

  @Test
  void seriesOfOneSideOnly_areNamed() {
    assertThat(compared(List.of(series("a", 60, 1)), List.of(series("b", 60, 1))))
        .containsOnly(
            Map.entry(DifferenceKind.SERIES_MISSING, "b"),
            Map.entry(DifferenceKind.SERIES_ADDITIONAL, "a"));
  }

  @Test
  void seriesWithoutAValue_mayBeLeftOut() {
    assertThat(compared(List.of(series("a", 60, NONE)), List.of())).isEmpty();
    assertThat(compared(List.of(), List.of(series("a", 60, NONE)))).isEmpty();
  }

  @Test
  void sameNameTwice_isComparedInOrder() {
    var one = series("a", 60, 1);
    var two = series("a", 60, 2);

    assertThat(compared(List.of(one, two), List.of(one, two))).isEmpty();
    assertThat(compared(List.of(one, two), List.of(one)))
        .containsExactly(Map.entry(DifferenceKind.SERIES_ADDITIONAL, "a (2)"));
  }

  @Test
  void values_differ_beyondTheToleranceOnly() {
    var here = List.of(series("a", 60, 100, 1000));

    assertThat(compared(here, List.of(series("a", 60, 100.0000001, 1000)))).isEmpty();
    assertThat(compared(here, List.of(series("a", 60, 100, 1001))))
        .containsExactly(
            Map.entry(DifferenceKind.OTHER_VALUES, "a at 120: 1000.0 here, 1001.0 there"));
    var infinite = List.of(series("a", 60, Double.POSITIVE_INFINITY));
    assertThat(compared(infinite, infinite)).isEmpty();
    assertThat(compared(infinite, List.of(series("a", 60, 1))))
        .containsKey(DifferenceKind.OTHER_VALUES);
  }

  @Test
  void nulls_ofOneSide_areTold() {
    assertThat(compared(List.of(series("a", 60, NONE, 2, 3)), List.of(series("a", 60, 1, NONE, 3))))
        .containsOnly(
            Map.entry(DifferenceKind.NULL_HERE, "a at 60: none here, 1.0 there"),
            Map.entry(DifferenceKind.NULL_THERE, "a at 120: 2.0 here, none there"));
  }

  @Test
  void otherTimes_areTold_butNotOfNulls() {
    assertThat(compared(List.of(series("a", 30, 1, 1)), List.of(series("a", 60, 1, 1))))
        .containsExactly(Map.entry(DifferenceKind.OTHER_TIMES, "a at 30: only here"));
    assertThat(compared(List.of(series("a", 0, NONE, 1)), List.of(series("a", 60, 1)))).isEmpty();
  }

  @Test
  void youngPoints_areNotCompared() {
    assertThat(
            Comparison.of(
                List.of(series("a", 60, 1, 2, 3)), List.of(series("a", 60, 1, 9, 9)), 0, 60))
        .isEmpty();
    assertThat(Comparison.of(List.of(series("a", 120, 1)), List.of(), 0, 60)).isEmpty();
  }

  private static Map<DifferenceKind, String> compared(
      List<ShadowSeries> here, List<ShadowSeries> there) {
    return Comparison.of(here, there, 1e-6, Long.MAX_VALUE);
  }

  private static ShadowSeries series(String name, long start, double... values) {
    var times = new long[values.length];
    for (var i = 0; i < times.length; i++) {
      times[i] = start + 60L * i;
    }
    return new ShadowSeries(name, times, values);
  }
}
