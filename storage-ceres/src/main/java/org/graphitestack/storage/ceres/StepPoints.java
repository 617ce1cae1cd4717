// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.util.Arrays;

/// Points of one step, ready to be written: ascending, one for each step.
///
/// @param step seconds from one to the next, if none is missing
/// @param times each a multiple of the step
/// @param values one for each time
/// @param size how many entries of the arrays count
record StepPoints(int step, long[] times, double[] values, int size) {

  /// From points in any order: times are rounded down; of several for one step the latest stays,
  /// among equal times the last.
  static StepPoints of(long[] timestamps, double[] values, int step) {
    var order = inOrder(timestamps);
    var sortedTimes = new long[timestamps.length];
    var sortedValues = new double[timestamps.length];
    for (var i = 0; i < order.length; i++) {
      sortedTimes[i] = timestamps[order[i]];
      sortedValues[i] = values[order[i]];
    }
    return ofAscending(sortedTimes, sortedValues, step);
  }

  /// From points in ascending order, of which the latest for a step stays.
  static StepPoints ofAscending(long[] timestamps, double[] values, int step) {
    var times = new long[timestamps.length];
    var kept = new double[timestamps.length];
    var size = 0;
    for (var i = 0; i < timestamps.length; i++) {
      var time = timestamps[i] - Math.floorMod(timestamps[i], (long) step);
      if (size > 0 && times[size - 1] == time) {
        size--;
      }
      times[size] = time;
      kept[size++] = values[i];
    }
    return new StepPoints(step, times, kept, size);
  }

  private static int[] inOrder(long[] timestamps) {
    var order = new Integer[timestamps.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Long.compare(timestamps[a], timestamps[b]));
    return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
  }
}
