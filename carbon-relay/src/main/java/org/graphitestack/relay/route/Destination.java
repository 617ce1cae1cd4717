// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import org.graphitestack.protocol.ring.RingNode;
import org.jspecify.annotations.Nullable;

/// A host that points are sent to.
///
/// @param host name or address, an IPv6 one without brackets
/// @param port 1 to 65535
/// @param instance the carbon instance on that host, if it has a name
/// @param options how it is spoken to
public record Destination(
    String host, int port, @Nullable String instance, DestinationOptions options) {

  private static final String EXPECTED = "host:port or host:port:instance, IPv6 as [address]:port";
  private static final int MAX_PORT = 65_535;

  public Destination {
    checkText("host", host);
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("port: " + port + " (expected: 1 to " + MAX_PORT + ")");
    }
    if (instance != null) {
      checkText("instance", instance);
    }
  }

  /// Reads carbon's `host:port:instance`.
  ///
  /// @throws IllegalArgumentException if the text is none; the message says what was expected
  public static Destination parse(String text, DestinationOptions options) {
    var trimmed = text.strip();
    var hostEnd = trimmed.startsWith("[") ? trimmed.indexOf(']') + 1 : trimmed.indexOf(':');
    if (hostEnd < 1 || hostEnd >= trimmed.length() || trimmed.charAt(hostEnd) != ':') {
      throw new IllegalArgumentException(
          "destination: \"" + trimmed + "\" (expected: " + EXPECTED + ")");
    }
    var host = trimmed.substring(0, hostEnd);
    var rest = trimmed.substring(hostEnd + 1);
    var portEnd = rest.indexOf(':');
    var port = portEnd < 0 ? rest : rest.substring(0, portEnd);
    if (!port.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException(
          "destination: \"" + trimmed + "\" (expected: " + EXPECTED + ")");
    }
    return new Destination(
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        Integer.parseInt(port),
        portEnd < 0 ? null : rest.substring(portEnd + 1),
        options);
  }

  /// `host:port` or `host:port:instance`: the name in messages, and of the folder of its spool.
  public String name() {
    return host + ":" + port + (instance == null ? "" : ":" + instance);
  }

  RingNode ringNode() {
    return new RingNode(host, port, instance);
  }

  /// These texts become names of folders.
  private static void checkText(String what, String text) {
    if (text.isEmpty() || text.chars().anyMatch(c -> c <= ' ' || c == '/' || c == 0x7f)) {
      throw new IllegalArgumentException(
          what + ": \"" + text + "\" (expected: a name without blanks and slashes)");
    }
  }
}
