// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Keeps a server that fails from being asked: opens after some failures in a row, lets one request
/// through when the delay is over, and closes when one succeeds. Thread-safe.
final class CircuitBreaker {

  private final LongSupplier nanoTime;
  private int failures;
  private boolean open;
  private boolean probing;
  private long openedAt;

  CircuitBreaker(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// Whether the server may be asked now; who asks it says then how it went.
  synchronized boolean permits(Duration delay) {
    if (!open) {
      return true;
    }
    if (probing || nanoTime.getAsLong() - openedAt < delay.toNanos()) {
      return false;
    }
    probing = true;
    return true;
  }

  synchronized void succeeded() {
    failures = 0;
    open = false;
    probing = false;
  }

  /// @param most so many failures in a row open it; one that follows on a delay at once
  synchronized void failed(int most) {
    failures++;
    if (open || failures >= most) {
      open = true;
      openedAt = nanoTime.getAsLong();
    }
    probing = false;
  }

  /// Nobody waited for the answer, so it says nothing about the server.
  synchronized void abandoned() {
    probing = false;
  }

  synchronized boolean isOpen() {
    return open;
  }
}
