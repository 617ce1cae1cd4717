// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.write;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.graphitestack.cache.memory.SeriesToWrite;

/// In which order series are written; carbon's CACHE_WRITE_STRATEGY.
///
/// Each works on a look at all series that have points. `MAX` and `BUCKETMAX` write an eighth of it
/// and look again, so that the fullest series are never far from the front; the others write all of
/// it first.
public enum WriteStrategy {
  /// Most points first.
  SORTED,
  /// The series whose oldest point is oldest first.
  TIMESORTED,
  /// Most points first, looking again often.
  MAX,
  /// As they come.
  NAIVE,
  /// As `MAX`.
  BUCKETMAX,
  /// Shuffled.
  RANDOM;

  private static final int SHARE = 8;
  private static final int LEAST = 64;

  /// Whether only the front of a look is written before the next look.
  boolean looksAgain() {
    return this == MAX || this == BUCKETMAX;
  }

  /// The series of a look in this order, without those that are unwritten.
  ///
  /// @param youngest series without a point up to this timestamp are left out by `TIMESORTED`
  int[] order(SeriesToWrite look, long youngest, SplittableRandom random) {
    return switch (this) {
      case SORTED -> byPoints(look, look.size());
      case MAX, BUCKETMAX -> byPoints(look, Math.max(LEAST, written(look) / SHARE));
      case TIMESORTED -> byAge(look, youngest);
      case NAIVE -> asTheyCome(look);
      case RANDOM -> shuffled(look, random);
    };
  }

  private static int written(SeriesToWrite look) {
    return look.size() - look.unwritten();
  }

  private static int[] byPoints(SeriesToWrite look, int most) {
    var keys = new long[written(look)];
    var size = 0;
    for (var i = 0; i < look.size(); i++) {
      if (!look.isUnwritten(i)) {
        keys[size++] = (long) (Integer.MAX_VALUE - look.points(i)) << 32 | i;
      }
    }
    Arrays.sort(keys);
    return series(look, keys, Math.min(most, keys.length));
  }

  private static int[] byAge(SeriesToWrite look, long youngest) {
    var keys = new long[written(look)];
    var size = 0;
    for (var i = 0; i < look.size(); i++) {
      if (!look.isUnwritten(i) && look.oldest(i) <= youngest) {
        keys[size++] = look.oldest(i) << 31 | i;
      }
    }
    Arrays.sort(keys, 0, size);
    return series(look, keys, size);
  }

  private static int[] series(SeriesToWrite look, long[] keys, int size) {
    var ordered = new int[size];
    for (var i = 0; i < size; i++) {
      ordered[i] = look.series((int) (keys[i] & Integer.MAX_VALUE));
    }
    return ordered;
  }

  private static int[] asTheyCome(SeriesToWrite look) {
    var all = new int[written(look)];
    var size = 0;
    for (var i = 0; i < look.size(); i++) {
      if (!look.isUnwritten(i)) {
        all[size++] = look.series(i);
      }
    }
    return all;
  }

  private static int[] shuffled(SeriesToWrite look, SplittableRandom random) {
    var all = asTheyCome(look);
    for (var i = all.length - 1; i > 0; i--) {
      var other = random.nextInt(i + 1);
      var kept = all[i];
      all[i] = all[other];
      all[other] = kept;
    }
    return all;
  }
}
