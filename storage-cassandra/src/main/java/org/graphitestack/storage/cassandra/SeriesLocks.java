// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.graphitestack.model.MetricPath;

/// Locks of series inside this process: a reader here sees no half-written batch, two writes to a
/// series are put in some order. Striped: a fixed number of locks, whatever the number of series.
/// Between processes the order of writes is that of the sequence clock.
final class SeriesLocks {

  private static final int STRIPE_BITS = 10;

  private final ReentrantReadWriteLock[] stripes = new ReentrantReadWriteLock[1 << STRIPE_BITS];

  SeriesLocks() {
    for (var i = 0; i < stripes.length; i++) {
      stripes[i] = new ReentrantReadWriteLock();
    }
  }

  Lock forReading(MetricPath path) {
    return stripes[stripeOf(path)].readLock();
  }

  Lock forWriting(MetricPath path) {
    return stripes[stripeOf(path)].writeLock();
  }

  private static int stripeOf(MetricPath path) {
    return (path.text().hashCode() * 0x9E3779B9) >>> (Integer.SIZE - STRIPE_BITS);
  }
}
