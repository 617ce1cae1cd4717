// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

import java.util.Arrays;

/// The series that have points to write, as of one moment, in columns.
public final class SeriesToWrite {

  private int[] series = new int[64];
  private int[] points = new int[64];
  private long[] oldest = new long[64];
  private int size;
  private int absent;

  public int size() {
    return size;
  }

  /// The number of a series in memory.
  public int series(int index) {
    return series[index];
  }

  /// How many points wait.
  public int points(int index) {
    return points[index];
  }

  /// The earliest timestamp among them.
  public long oldest(int index) {
    return oldest[index];
  }

  /// How many series wait to be created, in this look or left out of it.
  public int absent() {
    return absent;
  }

  void countAbsent() {
    absent++;
  }

  void add(int seriesNumber, int waitingPoints, long oldestTimestamp) {
    if (size == series.length) {
      series = Arrays.copyOf(series, size * 2);
      points = Arrays.copyOf(points, size * 2);
      oldest = Arrays.copyOf(oldest, size * 2);
    }
    series[size] = seriesNumber;
    points[size] = waitingPoints;
    oldest[size] = oldestTimestamp;
    size++;
  }
}
