// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import java.util.Arrays;

/// Values of consecutive slots, some of which are unknown.
final class Slots {

  private final long first;
  private final double[] values;
  private final boolean[] known;

  /// @param first number of the first slot
  Slots(long first, int count) {
    this.first = first;
    this.values = new double[count];
    this.known = new boolean[count];
    Arrays.fill(values, Double.NaN);
  }

  long first() {
    return first;
  }

  int count() {
    return values.length;
  }

  /// The slot after the last.
  long end() {
    return first + values.length;
  }

  /// Puts a value, unless its slot is none of these.
  void put(long slot, double value) {
    var index = slot - first;
    if (index >= 0 && index < values.length) {
      values[(int) index] = value;
      known[(int) index] = true;
    }
  }

  boolean isKnown(int index) {
    return known[index];
  }

  double value(int index) {
    return values[index];
  }

  /// Copies the known values of some slots, in order.
  ///
  /// @return how many
  int known(long from, int count, double[] target) {
    var found = 0;
    for (var slot = from; slot < from + count; slot++) {
      var index = slot - first;
      if (index >= 0 && index < values.length && known[(int) index]) {
        target[found++] = values[(int) index];
      }
    }
    return found;
  }

  /// All values, NaN where nothing is known.
  double[] values() {
    return values;
  }
}
