// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class SequenceClockTest {

  private Instant now = Instant.ofEpochSecond(1_700_000_000, 123_456_789);
  private final InstantSource clock = () -> now;

  @Test
  void next_isTheTimeInMicroseconds() {
    assertThat(SequenceClock.micros(new SequenceClock(clock, 7).next()))
        .isEqualTo(1_700_000_000_123_456L);
  }

  @Test
  void next_atTheSameTime_isGreater() {
    var sequence = new SequenceClock(clock, 7);

    assertThat(SequenceClock.micros(sequence.next())).isEqualTo(1_700_000_000_123_456L);
    assertThat(SequenceClock.micros(sequence.next())).isEqualTo(1_700_000_000_123_457L);
  }

  @Test
  void next_whenTheClockWasTurnedBack_isGreater() {
    var sequence = new SequenceClock(clock, 7);
    var before = sequence.next();
    now = now.minusSeconds(3_600);

    assertThat(sequence.next()).isGreaterThan(before);
  }

  @Test
  void next_ofTwoWritersAtTheSameTime_differs() {
    assertThat(new SequenceClock(clock, 7).next()).isNotEqualTo(new SequenceClock(clock, 8).next());
  }

  @Test
  void startOf_aSecond_isBeforeAllOfItsNumbers() {
    assertThat(SequenceClock.startOf(1_700_000_000)).isLessThan(new SequenceClock(clock, 0).next());
    assertThat(SequenceClock.startOf(1_700_000_001))
        .isGreaterThan(new SequenceClock(clock, 1023).next());
  }
}
