// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// Lets so many requests work at once; a bounded number of others waits for its turn, in the order
/// they came. Thread-safe.
final class Admission {

  private final Semaphore places;
  private final int maxWaiting;
  private final Duration maxWait;
  private final AtomicInteger waiting = new AtomicInteger();
  private final LongAdder turnedAway = new LongAdder();

  Admission(int maxRunning, int maxWaiting, Duration maxWait) {
    this.places = new Semaphore(maxRunning, true);
    this.maxWaiting = maxWaiting;
    this.maxWait = maxWait;
  }

  /// A place to work in, taken until it is closed.
  ///
  /// @throws BusyException if too many wait already, or the wait became too long
  Place enter() {
    if (!places.tryAcquire()) {
      awaitPlace();
    }
    return places::release;
  }

  private void awaitPlace() {
    if (waiting.incrementAndGet() > maxWaiting) {
      waiting.decrementAndGet();
      turnedAway.increment();
      throw new BusyException("more than " + maxWaiting + " requests are waiting");
    }
    try {
      if (!places.tryAcquire(maxWait.toNanos(), TimeUnit.NANOSECONDS)) {
        turnedAway.increment();
        throw new BusyException("no turn within " + maxWait.toMillis() + " ms");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BusyException("the server stops");
    } finally {
      waiting.decrementAndGet();
    }
  }

  int waiting() {
    return waiting.get();
  }

  /// Requests that got no place.
  long turnedAway() {
    return turnedAway.sum();
  }

  /// One request's right to work.
  interface Place extends AutoCloseable {
    @Override
    void close();
  }
}
