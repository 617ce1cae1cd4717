// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.write;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.LongSupplier;

/// Says what failed, at most ten times in ten seconds: a full disk fails every series at once.
/// Thread-safe.
final class FailureLog {

  private static final Logger LOG = System.getLogger(FailureLog.class.getName());
  private static final long WINDOW_NANOS = 10_000_000_000L;
  private static final int LINES_PER_WINDOW = 10;

  private final LongSupplier nanoTime;
  private long windowStart;
  private int lines;
  private long suppressed;

  FailureLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.windowStart = nanoTime.getAsLong();
  }

  synchronized void say(Level level, String message, Throwable cause) {
    var now = nanoTime.getAsLong();
    if (now - windowStart >= WINDOW_NANOS) {
      if (suppressed > 0) {
        LOG.log(Level.WARNING, suppressed + " more failures not shown");
      }
      windowStart = now;
      lines = 0;
      suppressed = 0;
    }
    if (lines == LINES_PER_WINDOW) {
      suppressed++;
      return;
    }
    lines++;
    if (cause instanceof java.io.IOException) {
      LOG.log(level, message + ": " + cause.getMessage());
    } else {
      LOG.log(level, message, cause);
    }
  }
}
