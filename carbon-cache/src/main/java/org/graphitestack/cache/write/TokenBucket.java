// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.write;

import java.util.function.LongSupplier;

/// A rate limit: tokens come at a steady rate and gather up to a capacity. Thread-safe.
final class TokenBucket {

  private static final double NANOS_PER_SECOND = 1e9;

  private final LongSupplier nanoTime;
  private double perSecond;
  private double capacity;
  private double tokens;
  private long filledAt;

  /// @param perSecond tokens that come in a second; infinity for no limit
  /// @param capacity tokens that gather at most; the bucket begins full
  TokenBucket(double perSecond, double capacity, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.perSecond = perSecond;
    this.capacity = capacity;
    this.tokens = capacity;
    this.filledAt = nanoTime.getAsLong();
  }

  /// Takes a token if there is one.
  synchronized boolean tryTake() {
    if (Double.isInfinite(perSecond)) {
      return true;
    }
    fill();
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  /// Nanoseconds until there is a token, 0 if there is one.
  synchronized long nanosUntilToken() {
    if (Double.isInfinite(perSecond)) {
      return 0;
    }
    fill();
    return tokens >= 1 ? 0 : (long) Math.ceil((1 - tokens) / perSecond * NANOS_PER_SECOND);
  }

  /// Changes the rate and the capacity.
  synchronized void limit(double tokensPerSecond, double gathered) {
    if (!Double.isInfinite(perSecond)) {
      fill();
    }
    perSecond = tokensPerSecond;
    capacity = gathered;
    tokens = Math.min(tokens, gathered);
    filledAt = nanoTime.getAsLong();
  }

  private void fill() {
    var now = nanoTime.getAsLong();
    tokens = Math.min(capacity, tokens + (now - filledAt) / NANOS_PER_SECOND * perSecond);
    filledAt = now;
  }
}
