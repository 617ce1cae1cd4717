// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.upkeep;

import java.util.concurrent.CountDownLatch;

/// Lets a long command end between two files when the process is told to stop.
final class Interrupt implements AutoCloseable {

  private final CountDownLatch idle = new CountDownLatch(1);
  private final Thread hook = Thread.ofPlatform().unstarted(this::stopAndAwait);
  private volatile boolean asked;

  Interrupt() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /// Whether to stop.
  boolean asked() {
    return asked;
  }

  private void stopAndAwait() {
    asked = true;
    try {
      idle.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    idle.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // It runs already.
    }
  }
}
