// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

/// How often each of many series was used lately, roughly and in fixed memory: a count-min sketch
/// whose counters are all halved after every so many uses, so that heat fades.
///
/// Threads count without synchronizing. What gets lost that way makes a series look a little
/// cooler, which is harmless.
///
/// The idea is that of TinyLFU: G. Einziger, R. Friedman, B. Manes, "TinyLFU: A Highly Efficient
/// Cache Admission Policy", 2017.
final class HeatSketch {

  private static final int ROWS = 4;
  private static final int[] SEEDS = {0x9E3779B9, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F};

  private final byte[] counters;
  private final int mask;
  private final int usesPerPeriod;
  private int uses;

  /// @param series how many hot series are to be told from the rest
  HeatSketch(int series) {
    var size = Integer.highestOneBit(Math.max(64, series)) * 16;
    this.counters = new byte[size];
    this.mask = size - 1;
    this.usesPerPeriod = Math.max(1_000, 10 * series);
  }

  /// Counts a use; returns whether all heat faded with it.
  boolean use(int hash) {
    for (var row = 0; row < ROWS; row++) {
      var index = indexOf(hash, row);
      if (counters[index] < Byte.MAX_VALUE) {
        counters[index]++;
      }
    }
    if (++uses < usesPerPeriod) {
      return false;
    }
    uses = 0;
    for (var i = 0; i < counters.length; i++) {
      counters[i] >>= 1;
    }
    return true;
  }

  /// 0 to 127; never less than the uses of this period, apart from lost ones.
  int heat(int hash) {
    var least = Byte.MAX_VALUE;
    for (var row = 0; row < ROWS; row++) {
      least = (byte) Math.min(least, counters[indexOf(hash, row)]);
    }
    return least;
  }

  private int indexOf(int hash, int row) {
    var mixed = (hash + row) * SEEDS[row];
    return (mixed ^ (mixed >>> 15)) & mask;
  }
}
