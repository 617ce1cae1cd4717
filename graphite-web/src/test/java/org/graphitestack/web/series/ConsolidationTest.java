// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ConsolidationTest {

  @Test
  void consolidate_notAligned_runsFromTheFirstValue() {
    var series = counting(130, 1, 11);

    assertThat(series.consolidated(6)).containsExactly(3.5, 9);
    assertThat(series.consolidatedStart(6)).isEqualTo(130);
    assertThat(series.fromWholeRun(6)).isSameAs(series);
  }

  @Test
  void consolidate_aligned_runsFromMultiplesOfTheirLength() {
    // 130 to 170 are 1 to 5, 180 to 230 are 6 to 11
    var series = counting(130, 1, 11).change().aligned(true).make();

    assertThat(series.consolidated(6)).containsExactly(3, 8.5);
    assertThat(series.consolidatedStart(6)).isEqualTo(120);
  }

  @Test
  void consolidate_alignedAndMovedOn_givesTheSameWholeRuns() {
    var before = counting(130, 1, 11).change().aligned(true).make().fromWholeRun(6);
    var after = counting(140, 2, 11).change().aligned(true).make().fromWholeRun(6);

    assertThat(before.consolidatedStart(6)).isEqualTo(180);
    assertThat(before.consolidated(6)).containsExactly(8.5);
    assertThat(after.consolidatedStart(6)).isEqualTo(180);
    assertThat(after.consolidated(6)).containsExactly(8.5, 12);
  }

  @Test
  void consolidate_alignedWithoutAWholeRun_keepsThePart() {
    var series = counting(130, 1, 3).change().aligned(true).make();

    assertThat(series.fromWholeRun(6).consolidated(6)).containsExactly(2);
  }

  @Test
  void consolidate_byMagnitude_keepsTheSign() {
    double[] values = {Double.NaN, -3, 2, -1, 1, 0.5};

    assertThat(Consolidation.ABSMAX.consolidate(values, 3, 0)).containsExactly(-3, -1);
    assertThat(Consolidation.ABSMIN.consolidate(values, 3, 0)).containsExactly(2, 0.5);
  }

  private static TimeSeries counting(long start, int first, int count) {
    var values = IntStream.range(first, first + count).asDoubleStream().toArray();
    return TimeSeries.of("a", start, start + 10L * count, 10, values, 0);
  }
}
