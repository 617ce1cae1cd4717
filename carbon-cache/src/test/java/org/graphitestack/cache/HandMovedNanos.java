// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Elapsed time that a test moves.
public final class HandMovedNanos implements LongSupplier {

  private final AtomicLong nanos = new AtomicLong();

  @Override
  public long getAsLong() {
    return nanos.get();
  }

  public void passSeconds(double seconds) {
    nanos.addAndGet((long) (seconds * 1e9));
  }
}
