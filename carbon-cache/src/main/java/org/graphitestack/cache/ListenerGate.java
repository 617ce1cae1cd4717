// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache;

import java.util.Optional;
import org.graphitestack.cache.memory.FlowControl;
import org.graphitestack.protocol.amqp.AmqpReceiver;
import org.graphitestack.protocol.listen.Listeners;
import org.jspecify.annotations.Nullable;

/// Flow control by not reading from sockets, nor taking messages from a broker. The memory exists
/// before the listeners do, so this stands between them. Thread-safe.
final class ListenerGate implements FlowControl {

  private @Nullable Listeners listeners;
  private Optional<AmqpReceiver> amqp = Optional.empty();
  private boolean paused;

  synchronized void attach(Listeners opened, Optional<AmqpReceiver> receiver) {
    listeners = opened;
    amqp = receiver;
    if (paused) {
      pause();
    }
  }

  @Override
  public synchronized void pause() {
    paused = true;
    if (listeners != null) {
      listeners.pause();
    }
    amqp.ifPresent(AmqpReceiver::pause);
  }

  @Override
  public synchronized void resume() {
    paused = false;
    if (listeners != null) {
      listeners.resume();
    }
    amqp.ifPresent(AmqpReceiver::resume);
  }
}
