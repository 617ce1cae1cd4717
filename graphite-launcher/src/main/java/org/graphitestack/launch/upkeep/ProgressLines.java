// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.upkeep;

import java.io.PrintWriter;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// A line about the progress every few seconds.
final class ProgressLines {

  private static final long EVERY_NANOS = 3_000_000_000L;

  private final PrintWriter err;
  private final LongSupplier nanoTime;
  private long last;

  ProgressLines(PrintWriter err, LongSupplier nanoTime) {
    this.err = err;
    this.nanoTime = nanoTime;
    this.last = nanoTime.getAsLong();
  }

  /// Says it, if it is time.
  void say(Supplier<String> line) {
    var now = nanoTime.getAsLong();
    if (now - last >= EVERY_NANOS) {
      last = now;
      err.println(line.get());
    }
  }
}
