// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredSeriesTest {

  @Test
  void layout_asText_isShort() {
    var layout =
        new SeriesLayout(RetentionPolicy.parse("10s:6h,1m:7d"), 0.5, AggregationMethod.AVERAGE);

    assertThat(StoredSeries.textOf(layout)).isEqualTo("10:2160,60:10080 0.5 average");
  }

  @ParameterizedTest
  @EnumSource
  void layout_asText_comesBack(AggregationMethod method) {
    var layout = new SeriesLayout(RetentionPolicy.parse("1:60,60:60"), 0.25, method);

    assertThat(StoredSeries.layoutOf(StoredSeries.textOf(layout))).isEqualTo(layout);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "10:20 0.5", "10:20 x average", "10:20 0.5 mean", "a b c d"})
  void layout_thatIsNone_isRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> StoredSeries.layoutOf(text));
  }
}
