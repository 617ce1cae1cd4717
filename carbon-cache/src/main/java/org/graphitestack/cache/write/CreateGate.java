// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.write;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Says when a series may be created: within the rate, and while the disk has room for more than
/// what is there. Points of series that may not be created wait in memory and journal, which need
/// the last of the room. Thread-safe.
final class CreateGate {

  private static final Logger LOG = System.getLogger(CreateGate.class.getName());
  private static final long ASK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final TokenBucket rate;
  private final LongSupplier usableBytes;
  private final long minFreeBytes;
  private final LongSupplier nanoTime;
  private long askedAt;
  private boolean low;

  /// @param usableBytes free space where series are kept; negative if unknown, which is enough
  /// @param minFreeBytes with less, no series is created; 0 for no such limit
  CreateGate(TokenBucket rate, LongSupplier usableBytes, long minFreeBytes, LongSupplier nanoTime) {
    this.rate = rate;
    this.usableBytes = usableBytes;
    this.minFreeBytes = minFreeBytes;
    this.nanoTime = nanoTime;
    this.askedAt = nanoTime.getAsLong() - ASK_NANOS;
  }

  /// Takes the right to create one series, if there is one.
  boolean tryTake() {
    return !isSpaceLow() && rate.tryTake();
  }

  /// Whether a series may be created now.
  boolean isOpen() {
    return !isSpaceLow() && rate.nanosUntilToken() == 0;
  }

  /// Changes the rate, series per second, and how many may gather.
  void limit(double perSecond, double gathered) {
    rate.limit(perSecond, gathered);
  }

  private synchronized boolean isSpaceLow() {
    var now = nanoTime.getAsLong();
    if (minFreeBytes > 0 && now - askedAt >= ASK_NANOS) {
      askedAt = now;
      var usable = usableBytes.getAsLong();
      var before = low;
      low = usable >= 0 && usable < minFreeBytes;
      if (low && !before) {
        LOG.log(
            Level.WARNING,
            "storage: {0,number,#} bytes free (expected: >= {1,number,#}); no series is created,"
                + " points of new ones wait",
            usable,
            minFreeBytes);
      } else if (before && !low) {
        LOG.log(Level.INFO, "storage: there is room again, series are created");
      }
    }
    return low;
  }
}
