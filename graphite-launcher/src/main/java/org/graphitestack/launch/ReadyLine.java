// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.net.InetSocketAddress;
import java.util.StringJoiner;

/// The one line on stdout that says a daemon listens, and where.
final class ReadyLine {

  private final StringJoiner parts = new StringJoiner(" ", "ready ", "").setEmptyValue("ready");

  /// Adds a listener, such as `line=127.0.0.1:2003`.
  ReadyLine with(String listener, InetSocketAddress address) {
    parts.add(listener + "=" + hostAndPort(address));
    return this;
  }

  /// Adds the web, such as `web=http://127.0.0.1:8080`.
  ReadyLine withWeb(InetSocketAddress address) {
    return withHttp("web", address);
  }

  /// Adds an HTTP port, such as `admin=http://127.0.0.1:8081`.
  ReadyLine withHttp(String name, InetSocketAddress address) {
    parts.add(name + "=http://" + hostAndPort(address));
    return this;
  }

  static String hostAndPort(InetSocketAddress address) {
    var resolved = address.getAddress();
    var host = resolved == null ? address.getHostString() : resolved.getHostAddress();
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  @Override
  public String toString() {
    return parts.toString();
  }
}
