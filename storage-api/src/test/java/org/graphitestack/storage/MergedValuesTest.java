// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MergedValuesTest {

  private static final double NONE = Double.NaN;

  @Test
  void of_equalSteps_fillsGapsAndPrefersTheFirst() {
    assertThat(merged(values(60, 10, 1, NONE, 3), values(60, 10, 7, 8, 9)))
        .isEqualTo(values(60, 10, 1, 8, 3));
  }

  @Test
  void of_otherLengths_reachesFromTheFirstToTheLast() {
    assertThat(merged(values(70, 10, 1), values(60, 10, 7, 8, 9)))
        .isEqualTo(values(60, 10, 7, 1, 9));
    assertThat(merged(values(60, 10, 1), values(100, 10, 5)))
        .isEqualTo(values(60, 10, 1, NONE, NONE, NONE, 5));
  }

  @Test
  void of_otherSteps_prefersTheFinerWhereItKnowsAnything() {
    assertThat(merged(values(60, 30, 7, 9), values(60, 10, NONE, 2, NONE, NONE, NONE, NONE)))
        .isEqualTo(values(60, 10, NONE, 2, NONE, 9, NONE, NONE));
  }

  @Test
  void length_ofAnyValues_isThatOfWhatTheyBecome() {
    var fine = values(65, 10, 1, 2);
    var coarse = values(600, 300, 1);

    assertThat(MergedValues.length(List.of(fine, coarse)))
        .isEqualTo(merged(fine, coarse).values().length);
  }

  private static SeriesValues merged(SeriesValues... found) {
    return MergedValues.of(List.of(found));
  }

  private static SeriesValues values(long start, int step, double... values) {
    return new SeriesValues(start, step, values);
  }
}
