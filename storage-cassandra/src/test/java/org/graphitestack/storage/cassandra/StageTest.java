// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import org.graphitestack.model.Retention;
import org.junit.jupiter.api.Test;

class StageTest {

  private static final Stage MINUTES = Stage.of(Retention.parse("60s:1d"));
  private static final long NOW = 1_700_000_000;

  @Test
  void table_isNamedByStepAndReach() {
    assertThat(MINUTES.table()).isEqualTo("p_60s_86400");
  }

  @Test
  void slot_ofATime_isCountedFromTheEpoch() {
    assertThat(MINUTES.slotOf(0)).isZero();
    assertThat(MINUTES.slotOf(59)).isZero();
    assertThat(MINUTES.slotOf(-1)).isEqualTo(-1);
    assertThat(MINUTES.timeOf(MINUTES.slotOf(NOW))).isEqualTo(NOW - NOW % 60);
  }

  @Test
  void bucket_hasAWholeNumberOfPages() {
    assertThat(Stage.BUCKET % Stage.PAGE).isZero();
    assertThat(Stage.bucketOf(1439)).isZero();
    assertThat(Stage.bucketOf(1440)).isEqualTo(1);
    assertThat(Stage.placeOf(1440)).isZero();
    assertThat(Stage.pageOf(119)).isZero();
    assertThat(Stage.pageOf(120)).isEqualTo(1);
  }

  @Test
  void ttl_ofAPage_lastsUntilItsLastSlotIsTooOldAndAnHour() {
    var page = Stage.pageOf(MINUTES.slotOf(NOW));
    var end = (page + 1) * 120 * 60;

    assertThat(MINUTES.ttl(page, NOW)).isEqualTo((int) (end + 86_400 + 3_600 - NOW));
    assertThat(MINUTES.ttl(page, NOW + 10 * 86_400)).as("of what is long too old").isEqualTo(1);
  }

  @Test
  void ttl_ofLongRetentions_isWhatClustersAllow() {
    var centuries = Stage.of(Retention.parse("1d:300y"));

    assertThat(centuries.ttl(Stage.pageOf(centuries.slotOf(NOW)), NOW)).isEqualTo(630_720_000);
    assertThat(centuries.defaultTtl()).isEqualTo(630_720_000);
  }

  @Test
  void window_ofCompaction_isAThirtiethButAtLeastAnHour() {
    assertThat(MINUTES.windowHours()).isEqualTo(1);
    assertThat(Stage.of(Retention.parse("1h:1y")).windowHours()).isEqualTo(292);
  }
}
