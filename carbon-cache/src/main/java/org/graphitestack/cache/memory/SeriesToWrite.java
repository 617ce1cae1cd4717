// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

/// A look at memory: the series with points, numbered from 0 up in no order, as they were at that
/// moment. Not thread-safe.
public final class SeriesToWrite {

  private final IntList series = new IntList();
  private final IntList points = new IntList();
  private final IntList oldest = new IntList();
  private final IntList tops = new IntList();
  private final IntList groups = new IntList();
  private int absent;
  private int unwritten;

  public int size() {
    return series.size();
  }

  /// The number of a series in memory.
  public int series(int index) {
    return series.get(index);
  }

  /// How many points wait.
  public int points(int index) {
    return points.get(index);
  }

  /// The earliest timestamp among them.
  public long oldest(int index) {
    return Integer.toUnsignedLong(oldest.get(index));
  }

  /// Whether nothing of the series was ever written by this process: it may have to be created.
  public boolean isUnwritten(int index) {
    return groups.get(index) != 0;
  }

  /// A number that unwritten series share which belong to the same limit or, belonging to none,
  /// whose names begin with the same node; not 0.
  public int top(int index) {
    return tops.get(index);
  }

  /// A number that unwritten series share whose names begin with the same two nodes; not 0.
  public int group(int index) {
    return groups.get(index);
  }

  /// How many series [#isUnwritten].
  public int unwritten() {
    return unwritten;
  }

  /// How many series wait to be created, in this look or left out of it.
  public int absent() {
    return absent;
  }

  void countAbsent() {
    absent++;
  }

  void add(int seriesNumber, int waitingPoints, int oldestTimestamp) {
    addUnwritten(seriesNumber, waitingPoints, oldestTimestamp, 0, 0);
    unwritten--;
  }

  void addUnwritten(int seriesNumber, int waitingPoints, int oldestTimestamp, int top, int group) {
    series.add(seriesNumber);
    points.add(waitingPoints);
    oldest.add(oldestTimestamp);
    tops.add(top);
    groups.add(group);
    unwritten++;
  }
}
