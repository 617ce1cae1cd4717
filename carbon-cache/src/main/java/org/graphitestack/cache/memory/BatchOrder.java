// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

import java.util.Arrays;
import org.graphitestack.protocol.NameHash;
import org.graphitestack.protocol.ReceivedPoints;

/// The points of a batch in order of their shards, those of one shard in the order they came. A
/// counting sort into arrays that are used again. Not thread-safe.
final class BatchOrder {

  private final int[] starts = new int[Shards.COUNT + 1];
  private final int[] next = new int[Shards.COUNT];
  private final Tally tally = new Tally();
  private final ReceivedPoints unstorable = ReceivedPoints.keepingLinesForStore();
  private final ReceivedPoints corrupt = ReceivedPoints.keepingLinesForStore();
  private long[] hashes = new long[64];
  private int[] order = new int[64];
  private int[] unknown = new int[64];
  private int unknownCount;

  void sort(ReceivedPoints points, NameHash hash) {
    var size = points.size();
    if (size > order.length) {
      hashes = new long[size * 2];
      order = new int[size * 2];
      unknown = new int[size * 2];
    }
    unknownCount = 0;
    Arrays.fill(starts, 0);
    for (var i = 0; i < size; i++) {
      hashes[i] = hash.of(points.bytes(), points.nameOffset(i), points.nameLength(i));
      starts[Shards.number(hashes[i]) + 1]++;
    }
    for (var i = 0; i < Shards.COUNT; i++) {
      next[i] = starts[i];
      starts[i + 1] += starts[i];
    }
    for (var i = 0; i < size; i++) {
      order[next[Shards.number(hashes[i])]++] = i;
    }
  }

  boolean has(int shard) {
    return start(shard) < end(shard);
  }

  int start(int shard) {
    return starts[shard];
  }

  int end(int shard) {
    return starts[shard + 1];
  }

  /// The index in the batch of the point at a place of this order.
  int point(int place) {
    return order[place];
  }

  /// The hash of a point's name.
  long hash(int point) {
    return hashes[point];
  }

  void addUnknown(int point) {
    unknown[unknownCount++] = point;
  }

  int unknown() {
    return unknownCount;
  }

  int unknown(int index) {
    return unknown[index];
  }

  Tally tally() {
    return tally;
  }

  /// Points of the batch whose series can never be stored.
  ReceivedPoints unstorable() {
    return unstorable;
  }

  /// Points of the batch whose series is damaged.
  ReceivedPoints corrupt() {
    return corrupt;
  }
}
