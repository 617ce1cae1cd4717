// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import java.util.Arrays;
import org.graphitestack.model.PointBatch;

/// A batch in ascending order, one point for each timestamp, of equal ones the first; without those
/// that nobody keeps: older than the oldest that is kept, or with a timestamp that is no unsigned
/// 32-bit number. For engines that write stage by stage. Immutable.
public final class SortedPoints {

  private static final long MAX_UINT32 = 0xFFFF_FFFFL;
  private static final int INDEX_BITS = 31;

  private final long[] timestamps;
  private final double[] values;
  private int size;
  private int tooOld;
  private int unrepresentable;

  /// @param oldest timestamp that is kept, in seconds
  public SortedPoints(PointBatch points, long oldest) {
    var keys = new long[points.size()];
    var taken = 0;
    var ascending = true;
    for (var i = 0; i < keys.length; i++) {
      var timestamp = points.timestamp(i);
      if (timestamp < 0 || timestamp > MAX_UINT32) {
        unrepresentable++;
      } else if (timestamp < oldest) {
        tooOld++;
      } else {
        var key = timestamp << INDEX_BITS | i;
        ascending &= taken == 0 || key > keys[taken - 1];
        keys[taken++] = key;
      }
    }
    if (!ascending) {
      Arrays.sort(keys, 0, taken);
    }
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

  /// Number of points that are kept.
  public int size() {
    return size;
  }

  /// Number of points that were too old.
  public int tooOld() {
    return tooOld;
  }

  /// Number of points whose timestamp is no unsigned 32-bit number.
  public int unrepresentable() {
    return unrepresentable;
  }

  /// Seconds of a point.
  public long timestamp(int index) {
    return timestamps[index];
  }

  public double value(int index) {
    return values[index];
  }

  /// A copy of the timestamps from one index to before another.
  public long[] timestamps(int from, int to) {
    return Arrays.copyOfRange(timestamps, from, to);
  }

  /// A copy of the values from one index to before another.
  public double[] values(int from, int to) {
    return Arrays.copyOfRange(values, from, to);
  }

  /// Index of the first point that is not before a time, among those before `end`; else `end`.
  public int firstNotBefore(long timestamp, int end) {
    var found = Arrays.binarySearch(timestamps, 0, end, timestamp);
    return found < 0 ? -found - 1 : found;
  }
}
