// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

  private final AtomicLong nanos = new AtomicLong();

  @Test
  void await_ofMoreThanASecondHolds_waitsForIts() {
    var pace = new Pace(1_000, nanos::get, nanos::addAndGet);

    pace.await(500);
    assertThat(nanos).hasValue(0);
    pace.await(2_000);
    assertThat(nanos).hasValue(500_000_000);
    pace.await(1);
    assertThat(nanos).hasValue(2_500_000_000L);
  }

  @Test
  void await_afterAPause_hasNothingSavedUp() {
    var pace = new Pace(1_000, nanos::get, nanos::addAndGet);
    nanos.set(60_000_000_000L);

    pace.await(1_000);
    pace.await(1);

    assertThat(nanos).hasValue(61_000_000_000L);
  }

  @Test
  void await_withoutALimit_doesNotWait() {
    var pace = new Pace(0, nanos::get, nanos::addAndGet);

    pace.await(1_000_000);
    pace.await(1_000_000);

    assertThat(nanos).hasValue(0);
  }
}
