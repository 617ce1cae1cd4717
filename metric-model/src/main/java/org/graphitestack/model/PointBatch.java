// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.model;

import java.util.Arrays;

/// Points of one series, as two columns: timestamps in epoch seconds and values. Immutable by
/// contract: the arrays given to [#wrap] are given away.
public final class PointBatch {

  public static final PointBatch EMPTY = new PointBatch(new long[0], new double[0], 0);

  private final long[] timestamps;
  private final double[] values;
  private final int size;

  private PointBatch(long[] timestamps, double[] values, int size) {
    this.timestamps = timestamps;
    this.values = values;
    this.size = size;
  }

  /// A batch over copies of both arrays.
  ///
  /// @throws IllegalArgumentException if the lengths differ
  public static PointBatch of(long[] timestamps, double[] values) {
    if (timestamps.length != values.length) {
      throw new IllegalArgumentException(
          "values: "
              + values.length
              + " (expected: as many as timestamps, "
              + timestamps.length
              + ")");
    }
    return wrap(timestamps.clone(), values.clone(), timestamps.length);
  }

  /// A batch of one point.
  public static PointBatch of(long timestamp, double value) {
    return wrap(new long[] {timestamp}, new double[] {value}, 1);
  }

  /// A batch over the first `size` entries of arrays that the caller gives away and does not touch
  /// again.
  public static PointBatch wrap(long[] timestamps, double[] values, int size) {
    if (size < 0 || size > timestamps.length || size > values.length) {
      throw new IllegalArgumentException(
          "size: " + size + " (expected: 0 to " + timestamps.length + ")");
    }
    return new PointBatch(timestamps, values, size);
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /// Epoch seconds of point `index`.
  public long timestamp(int index) {
    return timestamps[checked(index)];
  }

  public double value(int index) {
    return values[checked(index)];
  }

  private int checked(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException("index: " + index + " (expected: < " + size + ")");
    }
    return index;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PointBatch that
        && Arrays.equals(timestamps, 0, size, that.timestamps, 0, that.size)
        && Arrays.equals(values, 0, size, that.values, 0, that.size);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(Arrays.copyOf(timestamps, size))
        + Arrays.hashCode(Arrays.copyOf(values, size));
  }

  @Override
  public String toString() {
    var text = new StringBuilder("[");
    for (var i = 0; i < size; i++) {
      text.append(i == 0 ? "" : ", ").append(timestamps[i]).append('=').append(values[i]);
    }
    return text.append(']').toString();
  }
}
