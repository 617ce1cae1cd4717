// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Points of one read, in columns: names as UTF-8 bytes one behind the other, timestamps, values.
///
/// Filled, handed over and cleared over and over by one thread; nothing is allocated per point once
/// the columns have grown to the size of a usual read. Not thread-safe.
///
/// Measured by `benchmarks`: `LineParserBenchmark`.
public final class ReceivedPoints {

  /// Columns longer than this are given back when cleared, so that one huge read does not stay.
  private static final int KEPT_POINTS = 65_536;

  private byte[] names = new byte[4096];
  private int[] ends = new int[64];
  private long[] timestamps = new long[64];
  private double[] values = new double[64];
  private int size;

  /// Adds one point.
  ///
  /// @param timestamp epoch seconds
  public void add(byte[] name, int offset, int length, long timestamp, double value) {
    var start = nameOffset(size);
    if (length > names.length - start) {
      names = Arrays.copyOf(names, Math.max(names.length * 2, start + length));
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
      timestamps = Arrays.copyOf(timestamps, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    System.arraycopy(name, offset, names, start, length);
    ends[size] = start + length;
    timestamps[size] = timestamp;
    values[size] = value;
    size++;
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /// The array all names lie in. Not to be written to, not to be kept.
  public byte[] names() {
    return names;
  }

  /// Where the name of point `index` begins in [#names].
  public int nameOffset(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  /// Bytes in the name of point `index`.
  public int nameLength(int index) {
    return ends[index] - nameOffset(index);
  }

  /// The name of point `index` as text, for messages and tests.
  public String name(int index) {
    return new String(names, nameOffset(index), nameLength(index), StandardCharsets.UTF_8);
  }

  /// Epoch seconds of point `index`.
  public long timestamp(int index) {
    return timestamps[index];
  }

  public double value(int index) {
    return values[index];
  }

  /// Forgets all points.
  public void clear() {
    size = 0;
    if (ends.length > KEPT_POINTS) {
      names = new byte[4096];
      ends = new int[64];
      timestamps = new long[64];
      values = new double[64];
    }
  }
}
