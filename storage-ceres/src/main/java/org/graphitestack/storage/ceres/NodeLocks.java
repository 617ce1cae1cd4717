// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Locks of nodes by stored name: a reader sees no half-written batch and no half-done maintenance,
/// two writes to a node are put in some order. Striped: a fixed number of locks, whatever the
/// number of nodes.
final class NodeLocks {

  private static final int STRIPE_BITS = 10;

  private final ReentrantReadWriteLock[] stripes = new ReentrantReadWriteLock[1 << STRIPE_BITS];

  NodeLocks() {
    for (var i = 0; i < stripes.length; i++) {
      stripes[i] = new ReentrantReadWriteLock();
    }
  }

  Lock forReading(String storedName) {
    return stripes[stripeOf(storedName)].readLock();
  }

  Lock forWriting(String storedName) {
    return stripes[stripeOf(storedName)].writeLock();
  }

  /// Takes the write locks of two nodes in an order that cannot deadlock.
  void lockBoth(String one, String other) {
    stripes[Math.min(stripeOf(one), stripeOf(other))].writeLock().lock();
    stripes[Math.max(stripeOf(one), stripeOf(other))].writeLock().lock();
  }

  void unlockBoth(String one, String other) {
    stripes[stripeOf(one)].writeLock().unlock();
    stripes[stripeOf(other)].writeLock().unlock();
  }

  private static int stripeOf(String storedName) {
    return (storedName.hashCode() * 0x9E3779B9) >>> (Integer.SIZE - STRIPE_BITS);
  }
}
