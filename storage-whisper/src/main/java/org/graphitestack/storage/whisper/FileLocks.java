// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Locks of series by stored name, so that a reader sees no half-written batch and two writes to a
/// file are put in some order. Striped: a fixed number of locks, whatever the number of series.
final class FileLocks {

  private static final int STRIPES = 1_024;

  private final ReentrantReadWriteLock[] stripes = new ReentrantReadWriteLock[STRIPES];

  FileLocks() {
    for (var i = 0; i < STRIPES; i++) {
      stripes[i] = new ReentrantReadWriteLock();
    }
  }

  Lock forReading(String storedName) {
    return stripes[stripeOf(storedName)].readLock();
  }

  Lock forWriting(String storedName) {
    return stripes[stripeOf(storedName)].writeLock();
  }

  /// Takes the write locks of two series in an order that cannot deadlock.
  void lockBoth(String one, String other) {
    stripes[Math.min(stripeOf(one), stripeOf(other))].writeLock().lock();
    stripes[Math.max(stripeOf(one), stripeOf(other))].writeLock().lock();
  }

  void unlockBoth(String one, String other) {
    stripes[stripeOf(one)].writeLock().unlock();
    stripes[stripeOf(other)].writeLock().unlock();
  }

  private static int stripeOf(String storedName) {
    var hash = storedName.hashCode() * 0x9E3779B9;
    return hash >>> (Integer.SIZE - 10);
  }
}
