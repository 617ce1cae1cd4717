// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Numbers writes in an order that all writers of a cluster share as far as their clocks agree: a
/// number is microseconds of wall time, never the same twice, then ten bits that tell writers
/// apart. Thread-safe.
final class SequenceClock {

  private static final int WRITER_BITS = 10;

  private final InstantSource clock;
  private final long writer;
  private final AtomicLong last = new AtomicLong();

  /// @param writer any number, one for each process; what is beyond ten bits does not count
  SequenceClock(InstantSource clock, long writer) {
    this.clock = clock;
    this.writer = writer & ((1 << WRITER_BITS) - 1);
  }

  long next() {
    var now = ChronoUnit.MICROS.between(java.time.Instant.EPOCH, clock.instant());
    var micros = last.updateAndGet(before -> Math.max(before + 1, now));
    return micros << WRITER_BITS | writer;
  }

  /// Seconds of wall time.
  long seconds() {
    return clock.instant().getEpochSecond();
  }

  /// The microseconds of a number: a write's timestamp in the cluster.
  static long micros(long sequence) {
    return sequence >> WRITER_BITS;
  }

  /// The number that is smaller than all of a time on.
  static long startOf(long epochSeconds) {
    return (epochSeconds * 1_000_000) << WRITER_BITS;
  }
}
