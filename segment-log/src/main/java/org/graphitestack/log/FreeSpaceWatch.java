// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Knows whether the disk is below the watermark without asking it for every batch: again after
/// some bytes, or after a moment once it was low. Guarded by the log's lock.
final class FreeSpaceWatch {
  private static final long ASK_AFTER_BYTES = 1 << 20;
  private static final long ASK_AFTER_NANOS = Duration.ofMillis(100).toNanos();

  private final LongSupplier usableBytes;
  private final long minFreeBytes;
  private final LongSupplier nanoTime;
  private long askedAt;
  private long bytesSince;
  private boolean low;

  FreeSpaceWatch(LongSupplier usableBytes, long minFreeBytes, LongSupplier nanoTime) {
    this.usableBytes = usableBytes;
    this.minFreeBytes = minFreeBytes;
    this.nanoTime = nanoTime;
    ask();
  }

  /// Whether the disk is too full to take these bytes.
  boolean isLow(int bytes) {
    bytesSince += bytes;
    if (bytesSince > ASK_AFTER_BYTES
        || (low && nanoTime.getAsLong() - askedAt >= ASK_AFTER_NANOS)) {
      ask();
    }
    return low;
  }

  /// Asks the disk now.
  boolean ask() {
    if (minFreeBytes == 0) {
      return false;
    }
    askedAt = nanoTime.getAsLong();
    bytesSince = 0;
    long usable = usableBytes.getAsLong();
    low = usable >= 0 && usable < minFreeBytes;
    return low;
  }
}
