// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.convert;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// So many points a second for all threads together. Thread-safe.
final class Pace {

  private final double perSecond;
  private final LongSupplier nanoTime;
  private final LongConsumer park;
  private long next;

  /// @param perSecond 0 for as many as it goes
  /// @param park waits for so many nanoseconds, or less
  Pace(double perSecond, LongSupplier nanoTime, LongConsumer park) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    this.park = park;
    this.next = nanoTime.getAsLong();
  }

  /// Takes a turn for some points, and waits until it comes.
  void await(int points) {
    if (perSecond <= 0) {
      return;
    }
    var turn = turn(points);
    for (var left = turn - nanoTime.getAsLong();
        left > 0 && !Thread.currentThread().isInterrupted();
        left = turn - nanoTime.getAsLong()) {
      park.accept(left);
    }
  }

  private synchronized long turn(int points) {
    next = Math.max(next, nanoTime.getAsLong());
    var turn = next;
    next += (long) (points * 1e9 / perSecond);
    return turn;
  }
}
