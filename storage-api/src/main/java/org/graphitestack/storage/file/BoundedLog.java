// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.file;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Warnings at a bounded rate: at most one a second, each telling how many were left out since the
/// one before. Thread-safe.
public final class BoundedLog {

  private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

  private final Logger logger;
  private final LongSupplier nanoTime;
  private long next;
  private long leftOut;

  /// @param logger where they go
  public BoundedLog(Logger logger, LongSupplier nanoTime) {
    this.logger = logger;
    this.nanoTime = nanoTime;
    this.next = nanoTime.getAsLong();
  }

  /// Warns, or counts a warning that is left out.
  public synchronized void warn(String message) {
    var now = nanoTime.getAsLong();
    if (now - next < 0) {
      leftOut++;
      return;
    }
    next = now + PAUSE;
    logger.log(
        Level.WARNING, leftOut == 0 ? message : message + " (" + leftOut + " more before this)");
    leftOut = 0;
  }
}
