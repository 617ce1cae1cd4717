// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

import java.util.Arrays;
import java.util.OptionalLong;

/// How long the latest answers of a server took. Thread-safe.
final class Latencies {

  private static final int KEPT = 128;

  /// Fewer say nothing about what is usual.
  private static final int FEW = 20;

  private final long[] latest = new long[KEPT];
  private long count;

  synchronized void add(long nanos) {
    latest[(int) (count++ % KEPT)] = nanos;
  }

  /// The time that so many percent of the latest answers took at most; empty while there are few.
  synchronized OptionalLong percentile(int percent) {
    if (count < FEW) {
      return OptionalLong.empty();
    }
    var sorted = Arrays.copyOf(latest, (int) Math.min(count, KEPT));
    Arrays.sort(sorted);
    var rank = Math.ceilDiv(sorted.length * percent, 100);
    return OptionalLong.of(sorted[Math.clamp(rank - 1, 0, sorted.length - 1)]);
  }
}
