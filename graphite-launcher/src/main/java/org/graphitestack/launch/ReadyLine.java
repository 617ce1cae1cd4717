// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.graphitestack.protocol.listen.PointListener;

/// The one line on stdout that says a daemon listens, and where.
final class ReadyLine {

  private final StringJoiner parts = new StringJoiner(" ", "ready ", "").setEmptyValue("ready");

  /// Adds a listener, such as `line=127.0.0.1:2003` or `line=/run/line.sock`.
  ReadyLine with(PointListener listener) {
    return with(listener.config().protocol().label(), place(listener));
  }

  /// Adds something that listens at a place.
  ReadyLine with(String name, String place) {
    parts.add(name + "=" + place);
    return this;
  }

  /// Where a listener listens: host and port, or the path of a unix socket.
  static String place(PointListener listener) {
    return listener
        .config()
        .transport()
        .unixSocket()
        .map(Path::toString)
        .orElseGet(() -> hostAndPort(listener.address()));
  }

  /// Adds the web, such as `web=http://127.0.0.1:8080`.
  ReadyLine withWeb(InetSocketAddress address) {
    return withHttp("web", address);
  }

  /// Adds an HTTP port, such as `admin=http://127.0.0.1:8081`.
  ReadyLine withHttp(String name, InetSocketAddress address) {
    return with(name, "http://" + hostAndPort(address));
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
