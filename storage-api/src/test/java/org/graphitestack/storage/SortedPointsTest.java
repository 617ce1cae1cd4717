// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.graphitestack.model.PointBatch;
import org.junit.jupiter.api.Test;

class SortedPointsTest {

  private static SortedPoints sorted(long oldest, long[] timestamps, double... values) {
    return new SortedPoints(PointBatch.of(timestamps, values), oldest);
  }

  @Test
  void points_outOfOrder_areSorted() {
    var sorted = sorted(0, new long[] {30, 10, 20}, 3, 1, 2);

    assertThat(IntStream.range(0, sorted.size()).mapToLong(sorted::timestamp))
        .containsExactly(10L, 20L, 30L);
    assertThat(IntStream.range(0, sorted.size()).mapToDouble(sorted::value))
        .containsExactly(1.0, 2.0, 3.0);
  }

  @Test
  void sameTimestamp_keepsTheFirst() {
    var sorted = sorted(0, new long[] {10, 20, 10}, 1, 2, 3);

    assertThat(sorted.size()).isEqualTo(2);
    assertThat(sorted.value(0)).isEqualTo(1);
  }

  @Test
  void pointsNobodyKeeps_areCounted() {
    var sorted = sorted(15, new long[] {10, 15, -1, 1L << 32}, 1, 2, 3, 4);

    assertThat(sorted.size()).isEqualTo(1);
    assertThat(sorted.tooOld()).isEqualTo(1);
    assertThat(sorted.unrepresentable()).isEqualTo(2);
  }

  @Test
  void firstNotBefore_isFoundInBetweenAndBeyond() {
    var sorted = sorted(0, new long[] {10, 20, 30}, 1, 2, 3);

    assertThat(sorted.firstNotBefore(20, 3)).isEqualTo(1);
    assertThat(sorted.firstNotBefore(21, 3)).isEqualTo(2);
    assertThat(sorted.firstNotBefore(31, 3)).isEqualTo(3);
    assertThat(sorted.firstNotBefore(31, 2)).isEqualTo(2);
  }
}
