// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/// How long to wait before the next attempt to connect: doubled each time, up to a limit, and
/// shortened by up to half at random, so that many relays do not come all at once.
final class Backoff {

  private final long first;
  private final long longest;
  private final DoubleSupplier random;
  private long next;

  /// @param random numbers from 0 to 1
  Backoff(Duration first, Duration longest, DoubleSupplier random) {
    this.first = first.toNanos();
    this.longest = longest.toNanos();
    this.random = random;
    this.next = this.first;
  }

  /// Nanoseconds to wait now.
  long next() {
    var wait = next;
    next = Math.min(longest, next * 2);
    return wait - (long) (random.getAsDouble() * wait / 2);
  }

  /// A connection did well: the next wait is the first again.
  void reset() {
    next = first;
  }
}
