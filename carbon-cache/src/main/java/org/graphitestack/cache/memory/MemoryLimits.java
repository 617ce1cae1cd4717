// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

import org.graphitestack.cache.ledger.CacheLedger;

/// How much may wait in memory.
///
/// @param points points, >= 1; carbon's MAX_CACHE_SIZE
/// @param bytes bytes that points and names take, >= 1. Names cannot be written out, so however
///   many there are, a quarter is left to points
/// @param flowControl at the limit senders are asked to wait and nothing is dropped; without it new
///   points are dropped and counted. Carbon's USE_FLOW_CONTROL
public record MemoryLimits(long points, long bytes, boolean flowControl) {

  private static final double RELAXED = 0.95;
  private static final int LEAST_PART_FOR_POINTS = 4;

  public MemoryLimits {
    if (points < 1) {
      throw new IllegalArgumentException("points: " + points + " (expected: >= 1)");
    }
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes: " + bytes + " (expected: >= 1)");
    }
  }

  /// Whether no more should come.
  boolean reached(CacheLedger ledger) {
    return ledger.held() >= points || ledger.heldBytes() >= bytesForPoints(ledger);
  }

  /// Whether there is room again: 5 % below, as in carbon.
  boolean relaxed(CacheLedger ledger) {
    return ledger.held() < points * RELAXED
        && ledger.heldBytes() < bytesForPoints(ledger) * RELAXED;
  }

  private long bytesForPoints(CacheLedger ledger) {
    return Math.max(bytes / LEAST_PART_FOR_POINTS, bytes - ledger.nameBytes());
  }
}
