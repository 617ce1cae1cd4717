// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// What all windows may take up together. Asked only when a window begins or a store grows, not per
/// point. Thread-safe.
final class Budget {

  final LongAdder bufferedPoints = new LongAdder();
  final LongAdder outputs = new LongAdder();

  private final long maxWindows;
  private final long maxBytes;
  private final AtomicLong windows = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  Budget(long maxWindows, long maxBytes) {
    this.maxWindows = maxWindows;
    this.maxBytes = maxBytes;
  }

  /// Takes what is needed, or nothing.
  ///
  /// @return whether there was room
  boolean take(int moreWindows, long moreBytes) {
    if (windows.addAndGet(moreWindows) > maxWindows) {
      windows.addAndGet(-moreWindows);
      return false;
    }
    if (bytes.addAndGet(moreBytes) > maxBytes) {
      bytes.addAndGet(-moreBytes);
      windows.addAndGet(-moreWindows);
      return false;
    }
    return true;
  }

  void give(int fewerWindows, long fewerBytes) {
    windows.addAndGet(-fewerWindows);
    bytes.addAndGet(-fewerBytes);
  }

  long windows() {
    return windows.get();
  }

  long bytes() {
    return bytes.get();
  }
}
