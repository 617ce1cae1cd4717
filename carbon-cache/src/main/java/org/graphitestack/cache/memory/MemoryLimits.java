// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

/// How much may wait in memory.
///
/// @param points points, >= 1; carbon's MAX_CACHE_SIZE
/// @param bytes bytes these points take, >= 1
/// @param flowControl at the limit senders are asked to wait and nothing is dropped; without it new
///   points are dropped and counted. Carbon's USE_FLOW_CONTROL
public record MemoryLimits(long points, long bytes, boolean flowControl) {

  public MemoryLimits {
    if (points < 1) {
      throw new IllegalArgumentException("points: " + points + " (expected: >= 1)");
    }
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes: " + bytes + " (expected: >= 1)");
    }
  }

  /// Whether no more should come.
  boolean reached(long heldPoints, long heldBytes) {
    return heldPoints >= points || heldBytes >= bytes;
  }

  /// Whether there is room again: 5 % below, as in carbon.
  boolean relaxed(long heldPoints, long heldBytes) {
    return heldPoints < points * 0.95 && heldBytes < bytes * 0.95;
  }
}
