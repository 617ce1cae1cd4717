// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.query;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Where and how cache queries are answered.
///
/// @param address CACHE_QUERY_INTERFACE and CACHE_QUERY_PORT; port 0 is any free one
/// @param maxConnections open connections beyond this are closed at once, >= 1
/// @param maxRequest longest request in bytes
/// @param maxAnswer longest answer in bytes; a request for more is answered with an error
public record CacheQueryConfig(
    InetSocketAddress address, int maxConnections, int maxRequest, int maxAnswer) {

  /// Carbon's port.
  public static final int PORT = 7002;

  /// Some hundred thousand names.
  private static final int MAX_REQUEST = 16 << 20;

  private static final int MAX_ANSWER = 256 << 20;
  private static final int MAX_CONNECTIONS = 1024;

  public CacheQueryConfig {
    atLeastOne("maxConnections", maxConnections);
    atLeastOne("maxRequest", maxRequest);
    atLeastOne("maxAnswer", maxAnswer);
  }

  /// The defaults at an address.
  public static CacheQueryConfig at(InetSocketAddress address) {
    return new CacheQueryConfig(address, MAX_CONNECTIONS, MAX_REQUEST, MAX_ANSWER);
  }

  /// The defaults, on the loopback interface.
  public static CacheQueryConfig defaults() {
    return at(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT));
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
    }
  }
}
