// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Lends working memory. Bounded: what comes back to a full pool is left to the garbage collector.
/// A pool instead of thread locals, because readers run on virtual threads.
final class ScratchPool {

  private final ConcurrentLinkedQueue<Scratch> idle = new ConcurrentLinkedQueue<>();
  private final AtomicInteger idleCount = new AtomicInteger();
  private final int limit;

  ScratchPool(int limit) {
    this.limit = limit;
  }

  Scratch take() {
    var scratch = idle.poll();
    if (scratch == null) {
      return new Scratch();
    }
    idleCount.decrementAndGet();
    return scratch;
  }

  void giveBack(Scratch scratch) {
    if (idleCount.get() < limit) {
      idleCount.incrementAndGet();
      idle.add(scratch);
    }
  }
}
