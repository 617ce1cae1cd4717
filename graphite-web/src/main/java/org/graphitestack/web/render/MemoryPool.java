// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.util.concurrent.atomic.AtomicLong;

/// The bytes that the series of all requests in flight take together, and the most they may.
/// Thread-safe.
final class MemoryPool {

  private final long most;
  private final AtomicLong used = new AtomicLong();

  MemoryPool(long most) {
    this.most = most;
  }

  /// Takes bytes; whoever does gives them back.
  ///
  /// @return whether there were so many left
  boolean take(long bytes) {
    if (used.addAndGet(bytes) <= most) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }

  long used() {
    return used.get();
  }

  long most() {
    return most;
  }
}
