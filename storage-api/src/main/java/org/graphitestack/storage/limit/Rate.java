// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.limit;

import java.util.concurrent.atomic.AtomicLong;

/// A rate that must not be passed over a minute: what was not used in the last minute may come at
/// once, as senders send that collect for a while. Kept as the time at which all would be used up,
/// so that one compare-and-set takes a turn. Thread-safe; no allocation.
///
/// The method is the virtual scheduling of ITU-T I.371 (generic cell rate algorithm).
final class Rate {

  private static final double NANOS_PER_SECOND = 1e9;

  /// Parts of a nanosecond that time is counted in: rates of many millions a second stay exact.
  private static final int PARTS = 64;

  private static final long MINUTE = 60_000_000_000L * PARTS;

  private final AtomicLong usedUpAt = new AtomicLong(Long.MIN_VALUE / 2);
  private volatile double perSecond;
  private volatile long cost;

  /// @param perSecond infinity for no limit, 0 to let nothing pass
  Rate(double perSecond) {
    limit(perSecond);
  }

  void limit(double changed) {
    perSecond = changed;
    cost = changed > 0 ? Math.max(1, (long) (NANOS_PER_SECOND * PARTS / changed)) : MINUTE;
  }

  /// Takes one if there is one.
  ///
  /// @param now nanoseconds since something, within four years
  boolean tryTake(long now) {
    if (perSecond == Double.POSITIVE_INFINITY) {
      return true;
    }
    if (perSecond == 0) {
      return false;
    }
    var time = now * PARTS;
    while (true) {
      var used = usedUpAt.get();
      var from = Math.max(used, time);
      // a rate of less than one a minute has room for one
      if (from - time > Math.max(0, MINUTE - cost)) {
        return false;
      }
      if (usedUpAt.compareAndSet(used, from + cost)) {
        return true;
      }
    }
  }

  /// Nanoseconds until there is one again, 0 if there is; a minute where nothing ever passes.
  long nanosUntilNext(long now) {
    if (perSecond == Double.POSITIVE_INFINITY) {
      return 0;
    }
    if (perSecond == 0) {
      return MINUTE / PARTS;
    }
    var over = usedUpAt.get() - now * PARTS - Math.max(0, MINUTE - cost);
    return over <= 0 ? 0 : over / PARTS + 1;
  }
}
