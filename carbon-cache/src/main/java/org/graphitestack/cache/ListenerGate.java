// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache;

import org.graphitestack.cache.memory.FlowControl;
import org.graphitestack.protocol.listen.Listeners;
import org.jspecify.annotations.Nullable;

/// Flow control by not reading from sockets. The memory exists before the listeners do, so this
/// stands between them. Thread-safe.
final class ListenerGate implements FlowControl {

  private @Nullable Listeners listeners;
  private boolean paused;

  synchronized void attach(Listeners opened) {
    listeners = opened;
    if (paused) {
      opened.pause();
    }
  }

  @Override
  public synchronized void pause() {
    paused = true;
    if (listeners != null) {
      listeners.pause();
    }
  }

  @Override
  public synchronized void resume() {
    paused = false;
    if (listeners != null) {
      listeners.resume();
    }
  }
}
