// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// One socket to listen on.
///
/// @param protocol what is spoken there
/// @param address where; port 0 is any free one; not used with a unix socket
/// @param maxConnections open connections beyond this are closed at once, >= 1
/// @param idleTimeout a connection that sends no valid point for so long is closed; empty: never
/// @param keepAlive probing of silent peers; empty: none
/// @param maxFrame longest pickle or protobuf payload, or body of an HTTP request, in bytes
/// @param transport compression, TLS and unix socket; [StreamTransport#PLAIN] for UDP
public record ListenerConfig(
    WireProtocol protocol,
    InetSocketAddress address,
    int maxConnections,
    Optional<Duration> idleTimeout,
    Optional<KeepAlive> keepAlive,
    int maxFrame,
    StreamTransport transport) {

  /// Carbon's PICKLE_RECEIVER_MAX_LENGTH.
  public static final int DEFAULT_MAX_FRAME = 1_048_576;

  /// Longest body of an HTTP request.
  public static final int DEFAULT_MAX_BODY = 16 << 20;

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
    if (protocol == WireProtocol.LINE_UDP && !transport.equals(StreamTransport.PLAIN)) {
      throw new IllegalArgumentException(
          "transport: " + transport + " (expected: " + StreamTransport.PLAIN + " for UDP)");
    }
  }

  /// A listener on plain TCP or UDP.
  public ListenerConfig(
      WireProtocol protocol,
      InetSocketAddress address,
      int maxConnections,
      Optional<Duration> idleTimeout,
      Optional<KeepAlive> keepAlive,
      int maxFrame) {
    this(
        protocol, address, maxConnections, idleTimeout, keepAlive, maxFrame, StreamTransport.PLAIN);
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

  /// The same with another transport.
  public ListenerConfig with(StreamTransport other) {
    return new ListenerConfig(
        protocol, address, maxConnections, idleTimeout, keepAlive, maxFrame, other);
  }

  /// Where it listens, for messages.
  public String where() {
    return transport.unixSocket().map(Path::toString).orElseGet(address::toString);
  }
}
