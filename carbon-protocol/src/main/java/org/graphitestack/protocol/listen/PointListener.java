// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.graphitestack.protocol.PointSink;
import org.graphitestack.protocol.ack.DurableIds;
import org.jspecify.annotations.Nullable;

/// One open listening socket and what came in there.
public final class PointListener {

  /// Bytes of unfinished frames that all connections of a listener may hold together; a connection
  /// that asks for more is closed.
  static final long MAX_UNFINISHED = 64L << 20;

  private final ListenerConfig config;
  private final PointSink sink;
  private final FlowSwitch flow;
  private final ListenerCounters counters = new ListenerCounters();
  private final AtomicLong unfinished = new AtomicLong();
  private final DurableIds durableIds = new DurableIds();
  private final RecentRejects recentRejects;
  private final RejectLog rejects;
  private @Nullable Channel channel;

  PointListener(
      ListenerConfig config,
      PointSink sink,
      FlowSwitch flow,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.config = config;
    this.sink = sink;
    this.flow = flow;
    this.recentRejects = new RecentRejects(clock);
    this.rejects = new RejectLog(config.protocol().label(), counters, recentRejects, nanoTime);
  }

  /// What the listener was opened with.
  public ListenerConfig config() {
    return config;
  }

  /// Where it listens, with the port that port 0 became; with a unix socket the address configured.
  public InetSocketAddress address() {
    return channel != null && channel.localAddress() instanceof InetSocketAddress bound
        ? bound
        : config.address();
  }

  public ListenerCounters counters() {
    return counters;
  }

  /// What was refused lately.
  public RecentRejects recentRejects() {
    return recentRejects;
  }

  PointSink sink() {
    return sink;
  }

  FlowSwitch flow() {
    return flow;
  }

  /// What senders of the acknowledged protocol have made durable here.
  DurableIds durableIds() {
    return durableIds;
  }

  RejectLog rejects() {
    return rejects;
  }

  /// Bytes of unfinished frames held by all connections.
  AtomicLong unfinished() {
    return unfinished;
  }

  void bound(Channel listening) {
    channel = listening;
  }

  @Nullable Channel channel() {
    return channel;
  }

  @Override
  public String toString() {
    return config.protocol().label() + " listener";
  }
}
