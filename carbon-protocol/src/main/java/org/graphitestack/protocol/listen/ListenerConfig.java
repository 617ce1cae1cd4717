// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/// One socket to listen on.
///
/// @param protocol what is spoken there
/// @param address where; port 0 is any free one
/// @param maxConnections open connections beyond this are closed at once, >= 1
/// @param idleTimeout a connection that sends no valid point for so long is closed; empty: never
/// @param keepAlive probing of silent peers; empty: none
/// @param maxFrame longest pickle payload in bytes
public record ListenerConfig(
    WireProtocol protocol,
    InetSocketAddress address,
    int maxConnections,
    Optional<Duration> idleTimeout,
    Optional<KeepAlive> keepAlive,
    int maxFrame) {

  /// Carbon's PICKLE_RECEIVER_MAX_LENGTH.
  public static final int DEFAULT_MAX_FRAME = 1_048_576;

  /// Carbon's TCP_KEEPALIVE, TCP_KEEPIDLE, TCP_KEEPINTVL and TCP_KEEPCNT.
  public static final KeepAlive DEFAULT_KEEP_ALIVE = new KeepAlive(10, 30, 2);

  public ListenerConfig {
    if (maxConnections < 1) {
      throw new IllegalArgumentException("maxConnections: " + maxConnections + " (expected: >= 1)");
    }
    if (maxFrame < 1) {
      throw new IllegalArgumentException("maxFrame: " + maxFrame + " (expected: >= 1)");
    }
    if (idleTimeout.isPresent() && !idleTimeout.get().isPositive()) {
      throw new IllegalArgumentException(
          "idleTimeout: " + idleTimeout.get() + " (expected: more than 0)");
    }
  }

  /// A listener with carbon's defaults.
  public static ListenerConfig of(WireProtocol protocol, InetSocketAddress address) {
    return new ListenerConfig(
        protocol,
        address,
        Integer.MAX_VALUE,
        Optional.empty(),
        Optional.of(DEFAULT_KEEP_ALIVE),
        DEFAULT_MAX_FRAME);
  }
}
