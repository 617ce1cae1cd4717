// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import java.util.Arrays;

/// Consecutive values of a series; NaN stands where nothing is known.
///
/// The array is not copied: whoever makes one gives it away, and nobody writes to it afterwards.
///
/// @param start time of the first value, epoch seconds
/// @param step seconds from one value to the next, >= 1
/// @param values one per step
public record SeriesValues(long start, int step, double[] values) {

  public SeriesValues {
    if (step < 1) {
      throw new IllegalArgumentException("step: " + step + " (expected: >= 1)");
    }
  }

  /// Time one step after the last value.
  public long end() {
    return start + (long) step * values.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SeriesValues that
        && start == that.start
        && step == that.step
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(start) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "SeriesValues[start="
        + start
        + ", step="
        + step
        + ", values="
        + Arrays.toString(values)
        + "]";
  }
}
