// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache;

import java.util.Optional;
import org.graphitestack.cache.memory.FlowControl;
import org.graphitestack.protocol.amqp.AmqpReceiver;
import org.graphitestack.protocol.listen.Listeners;
import org.jspecify.annotations.Nullable;

/// Flow control by not reading from sockets, nor taking messages from a broker, for as long as
/// anyone wants it: memory that is full, a journal without room. They exist before the listeners
/// do, so this stands between them. Thread-safe.
final class ListenerGate {

  private @Nullable Listeners listeners;
  private Optional<AmqpReceiver> amqp = Optional.empty();
  private int pausing;

  /// A party that may pause and resume, in turn.
  FlowControl newParty() {
    return new FlowControl() {
      @Override
      public void pause() {
        move(1);
      }

      @Override
      public void resume() {
        move(-1);
      }
    };
  }

  synchronized void attach(Listeners opened, Optional<AmqpReceiver> receiver) {
    listeners = opened;
    amqp = receiver;
    if (pausing > 0) {
      tell(opened);
    }
  }

  synchronized boolean isShut() {
    return pausing > 0;
  }

  private synchronized void move(int difference) {
    var before = pausing;
    pausing += difference;
    if (listeners != null && (before > 0) != (pausing > 0)) {
      tell(listeners);
    }
  }

  private void tell(Listeners opened) {
    if (pausing > 0) {
      opened.pause();
      amqp.ifPresent(AmqpReceiver::pause);
    } else {
      opened.resume();
      amqp.ifPresent(AmqpReceiver::resume);
    }
  }
}
