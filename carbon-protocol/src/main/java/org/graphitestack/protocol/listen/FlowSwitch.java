// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.GlobalEventExecutor;

/// Stops and starts reading on all sockets of a daemon. While paused nothing is read or accepted,
/// so the kernel's buffers fill and the senders wait. Thread-safe.
final class FlowSwitch {

  /// Set while a connection has more in hand than it may pass on now.
  private static final AttributeKey<Boolean> HELD = AttributeKey.valueOf(FlowSwitch.class, "held");

  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private volatile boolean paused;

  boolean paused() {
    return paused;
  }

  /// Puts a channel under this switch until it closes.
  void add(Channel channel) {
    channels.add(channel);
    apply(channel);
  }

  void set(boolean pause) {
    paused = pause;
    channels.forEach(this::apply);
  }

  /// Stops reading from one connection, or goes on, whatever the switch says. Called on the
  /// connection's own thread. A held connection hears [Resumed] when the switch lets it go on.
  void hold(Channel channel, boolean hold) {
    channel.attr(HELD).set(hold);
    channel.config().setAutoRead(!hold && !paused);
  }

  /// The channel's own thread reads the state anew, so the last of several calls wins. Called on
  /// that thread it takes effect at once: the batch that filled the memory is the last one read.
  private void apply(Channel channel) {
    if (channel.eventLoop().inEventLoop()) {
      applyNow(channel);
    } else {
      channel.eventLoop().execute(() -> applyNow(channel));
    }
  }

  private void applyNow(Channel channel) {
    if (!Boolean.TRUE.equals(channel.attr(HELD).get())) {
      channel.config().setAutoRead(!paused);
    } else if (!paused) {
      channel.pipeline().fireUserEventTriggered(Resumed.EVENT);
    }
  }

  /// What a held connection hears.
  enum Resumed {
    EVENT
  }
}
