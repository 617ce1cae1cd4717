// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// What several places know of one series, as one: a place's value counts where no finer place
/// knows anything within its step, and among places of one step the first one's does.
public final class MergedValues {

  private MergedValues() {}

  /// The values of all places.
  ///
  /// @param found at least one, the most trusted first
  public static SeriesValues of(List<SeriesValues> found) {
    if (found.size() == 1) {
      return found.getFirst();
    }
    var merged = new double[Math.toIntExact(length(found))];
    var finestFirst = found.stream().sorted(Comparator.comparingInt(SeriesValues::step)).toList();
    var step = finestFirst.getFirst().step();
    var start = start(found, step);
    Arrays.fill(merged, Double.NaN);
    for (var values : finestFirst) {
      fill(merged, start, step, values);
    }
    return new SeriesValues(start, step, merged);
  }

  /// How many values these become.
  public static long length(List<SeriesValues> found) {
    var step = found.stream().mapToInt(SeriesValues::step).min().orElse(1);
    var end = found.stream().mapToLong(SeriesValues::end).max().orElse(0);
    return (end - start(found, step) + step - 1) / step;
  }

  private static long start(List<SeriesValues> found, int step) {
    return found.stream()
        .mapToLong(values -> values.start() - Math.floorMod(values.start(), (long) step))
        .min()
        .orElse(0);
  }

  private static void fill(double[] merged, long start, int step, SeriesValues values) {
    for (var i = 0; i < values.values().length; i++) {
      if (!Double.isNaN(values.values()[i])) {
        var time = values.start() + (long) i * values.step();
        var first = (int) ((time - start) / step);
        var last = (int) Math.min(merged.length, (time + values.step() - start + step - 1) / step);
        if (nothingKnown(merged, first, last)) {
          merged[first] = values.values()[i];
        }
      }
    }
  }

  private static boolean nothingKnown(double[] values, int from, int to) {
    for (var i = from; i < to; i++) {
      if (!Double.isNaN(values[i])) {
        return false;
      }
    }
    return true;
  }
}
