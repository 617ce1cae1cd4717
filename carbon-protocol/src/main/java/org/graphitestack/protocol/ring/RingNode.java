// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.ring;

import org.jspecify.annotations.Nullable;

/// A destination as rings see it.
///
/// @param instance the carbon instance on that host, if it has a name
public record RingNode(String host, int port, @Nullable String instance) {
  public RingNode {
    if (host.isEmpty()) {
      throw new IllegalArgumentException("host: \"\" (expected: a name or an address)");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
    }
  }

  /// The text carbon calls this node by in its rings: a Python tuple.
  String tuple() {
    String second = instance == null ? "None" : quoted(instance);
    return "(" + quoted(host) + ", " + second + ")";
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }
}
