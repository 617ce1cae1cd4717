// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import java.util.Arrays;
import org.graphitestack.model.PointBatch;

/// A batch in ascending order, one point for each timestamp, of equal ones the first; without those
/// that nobody keeps.
final class SortedPoints {

  private static final long MAX_UINT32 = 0xFFFF_FFFFL;
  private static final int INDEX_BITS = 31;

  private final long[] timestamps;
  private final double[] values;
  private int size;
  private int tooOld;
  private int unrepresentable;

  /// @param oldest timestamp that is kept
  SortedPoints(PointBatch points, long oldest) {
    var keys = new long[points.size()];
    var taken = 0;
    for (var i = 0; i < keys.length; i++) {
      var timestamp = points.timestamp(i);
      if (timestamp < 0 || timestamp > MAX_UINT32) {
        unrepresentable++;
      } else if (timestamp < oldest) {
        tooOld++;
      } else {
        keys[taken++] = timestamp << INDEX_BITS | i;
      }
    }
    Arrays.sort(keys, 0, taken);
    timestamps = new long[taken];
    values = new double[taken];
    for (var i = 0; i < taken; i++) {
      var timestamp = keys[i] >>> INDEX_BITS;
      if (size == 0 || timestamps[size - 1] != timestamp) {
        timestamps[size] = timestamp;
        values[size++] = points.value((int) (keys[i] & Integer.MAX_VALUE));
      }
    }
  }

  int size() {
    return size;
  }

  int tooOld() {
    return tooOld;
  }

  int unrepresentable() {
    return unrepresentable;
  }

  long timestamp(int index) {
    return timestamps[index];
  }

  double value(int index) {
    return values[index];
  }

  /// Index of the first point that is not before a time, or the size.
  int firstNotBefore(long timestamp) {
    var found = Arrays.binarySearch(timestamps, 0, size, timestamp);
    return found < 0 ? -found - 1 : found;
  }
}
