// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

/// How the kernel probes silent TCP connections.
///
/// @param idleSeconds silence before the first probe
/// @param intervalSeconds time between probes
/// @param probes unanswered probes until the connection counts as dead
public record KeepAlive(int idleSeconds, int intervalSeconds, int probes) {

  public KeepAlive {
    if (idleSeconds < 1 || intervalSeconds < 1 || probes < 1) {
      throw new IllegalArgumentException(
          "keep-alive: "
              + idleSeconds
              + ", "
              + intervalSeconds
              + ", "
              + probes
              + " (expected: each >= 1)");
    }
  }
}
