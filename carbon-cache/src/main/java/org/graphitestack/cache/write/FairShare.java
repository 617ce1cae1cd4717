// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.write;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.graphitestack.cache.memory.SeriesToWrite;

/// The order in which series come to be created: one of each first node in turn, and of those that
/// share it one of each second node in turn. So a storm of new names below one prefix does not keep
/// the few of another waiting.
final class FairShare {

  private FairShare() {}

  /// The unwritten series of a look in that order.
  static int[] order(SeriesToWrite look) {
    var indexes = new int[look.unwritten()];
    var size = 0;
    for (var i = 0; i < look.size(); i++) {
      if (look.isUnwritten(i)) {
        indexes[size++] = i;
      }
    }
    inTurn(indexes, look::group);
    inTurn(indexes, look::top);
    for (var i = 0; i < indexes.length; i++) {
      indexes[i] = look.series(indexes[i]);
    }
    return indexes;
  }

  /// Puts the first of each party before the second of any, and so on; else the order stays.
  private static void inTurn(int[] indexes, IntUnaryOperator party) {
    Map<Integer, Integer> met = new HashMap<>();
    var keys = new long[indexes.length];
    for (var i = 0; i < indexes.length; i++) {
      var turn = met.merge(party.applyAsInt(indexes[i]), 1, Integer::sum);
      keys[i] = (long) turn << 32 | i;
    }
    Arrays.sort(keys);
    var before = indexes.clone();
    for (var i = 0; i < indexes.length; i++) {
      indexes[i] = before[(int) keys[i]];
    }
  }
}
