// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.tag;

import java.util.Arrays;
import java.util.BitSet;
import org.graphitestack.storage.HeapSize;

/// A growing list of ascending numbers, most of them in one byte: what is written is the difference
/// to the one before. Some of the series with these numbers may have been forgotten.
final class NumberList {

  private byte[] differences = new byte[4];
  private int used;
  private int last;
  private int count;
  private int live;

  /// Appends a number larger than all before.
  void add(int number) {
    if (used + ShortNumbers.MAX_BYTES > differences.length) {
      differences = Arrays.copyOf(differences, used + Math.max(ShortNumbers.MAX_BYTES, used / 4));
    }
    used = ShortNumbers.write(differences, used, number - last);
    last = number;
    count++;
    live++;
  }

  /// One of them was forgotten.
  ///
  /// @return how many are left
  int forgetOne() {
    return --live;
  }

  /// How many there are, with those that were forgotten.
  int count() {
    return count;
  }

  /// How many there are, without those that were forgotten.
  int live() {
    return live;
  }

  /// Bytes on the heap.
  long heapBytes() {
    return HeapSize.ofObject(20) + HeapSize.ofBytes(differences.length);
  }

  void addTo(BitSet set) {
    var number = 0;
    for (var at = 0; at < used; at = ShortNumbers.skip(differences, at)) {
      number += ShortNumbers.read(differences, at);
      set.set(number);
    }
  }

  /// Whether one of them is in a set.
  boolean anyIn(BitSet set) {
    var number = 0;
    for (var at = 0; at < used; at = ShortNumbers.skip(differences, at)) {
      number += ShortNumbers.read(differences, at);
      if (set.get(number)) {
        return true;
      }
    }
    return false;
  }
}
