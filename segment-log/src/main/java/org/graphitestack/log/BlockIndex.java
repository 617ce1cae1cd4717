// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.util.Arrays;

/// The blocks of one segment, in order, as columns: a segment may have thousands.
///
/// Guarded by the log's lock while its segment grows, unchanging afterwards.
final class BlockIndex {
  private int count;
  private int[] offsets;
  private int[] ends;
  private int[] checksums;
  private long[] pointsThrough;
  private long[] first;
  private long[] last;

  BlockIndex(int capacity) {
    int size = Math.max(16, capacity);
    offsets = new int[size];
    ends = new int[size];
    checksums = new int[size];
    pointsThrough = new long[size];
    first = new long[size];
    last = new long[size];
  }

  void add(int offset, int length, int points, int checksum, long firstArrival, long lastArrival) {
    if (count == offsets.length) {
      grow();
    }
    long before = points();
    offsets[count] = offset;
    ends[count] = Math.addExact(offset, length);
    checksums[count] = checksum;
    pointsThrough[count] = before + points;
    first[count] = firstArrival;
    last[count] = lastArrival;
    count++;
  }

  int count() {
    return count;
  }

  /// The first block that ends behind the offset; the count if none does.
  int find(int offset) {
    int at = Arrays.binarySearch(ends, 0, count, offset);
    return at < 0 ? -at - 1 : at + 1;
  }

  int offset(int block) {
    return offsets[block];
  }

  int end(int block) {
    return ends[block];
  }

  int length(int block) {
    return ends[block] - offsets[block];
  }

  int checksum(int block) {
    return checksums[block];
  }

  int points(int block) {
    return (int) (pointsThrough[block] - pointsBefore(block));
  }

  /// The points of all blocks before this one.
  long pointsBefore(int block) {
    return block == 0 ? 0 : pointsThrough[block - 1];
  }

  long pointsThrough(int block) {
    return pointsThrough[block];
  }

  long firstArrival(int block) {
    return first[block];
  }

  long lastArrival(int block) {
    return last[block];
  }

  /// Where the last block ends.
  int endOffset() {
    return count == 0 ? 0 : ends[count - 1];
  }

  long points() {
    return count == 0 ? 0 : pointsThrough[count - 1];
  }

  private void grow() {
    int size = offsets.length * 2;
    offsets = Arrays.copyOf(offsets, size);
    ends = Arrays.copyOf(ends, size);
    checksums = Arrays.copyOf(checksums, size);
    pointsThrough = Arrays.copyOf(pointsThrough, size);
    first = Arrays.copyOf(first, size);
    last = Arrays.copyOf(last, size);
  }
}
