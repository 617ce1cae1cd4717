// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// What the name of a slice's file says: `START@STEP.slice`.
///
/// @param start epoch second of the first value
/// @param step seconds from one value to the next, >= 1
public record SliceName(long start, int step) {

  static final String SUFFIX = ".slice";

  /// The order in which a node's slices are visited: latest start first, then coarsest.
  static final Comparator<SliceName> NEWEST_FIRST =
      Comparator.comparingLong(SliceName::start).thenComparingInt(SliceName::step).reversed();

  private static final int LONGEST_START = 18;
  private static final int LONGEST_STEP = 9;

  public SliceName {
    if (step < 1) {
      throw new IllegalArgumentException("step: " + step + " (expected: >= 1)");
    }
  }

  /// What a file's name says; null if it is no slice.
  public static @Nullable SliceName parse(String fileName) {
    var at = fileName.indexOf('@');
    if (at < 1 || !fileName.endsWith(SUFFIX)) {
      return null;
    }
    var end = fileName.length() - SUFFIX.length();
    if (!isNumber(fileName, 0, at, LONGEST_START)
        || !isNumber(fileName, at + 1, end, LONGEST_STEP)) {
      return null;
    }
    var step = Integer.parseInt(fileName, at + 1, end, 10);
    return step < 1 ? null : new SliceName(Long.parseLong(fileName, 0, at, 10), step);
  }

  private static boolean isNumber(String text, int from, int to, int most) {
    if (from >= to || to - from > most) {
      return false;
    }
    for (var i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  String fileName() {
    return start + "@" + step + SUFFIX;
  }

  /// The time after the last of so many values.
  long end(long values) {
    return start + values * step;
  }

  /// Which value a time falls on; negative before the start.
  long indexOf(long time) {
    return Math.floorDiv(time - start, (long) step);
  }

  /// The first index whose time is not before this one.
  long indexNotBefore(long time) {
    return -Math.floorDiv(start - time, (long) step);
  }
}
