// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

/// When a window's result goes out.
public sealed interface Emission {

  /// As carbon does: in rounds, one every `frequency` seconds (or WRITE_BACK_FREQUENCY, if that is
  /// less) since the output's first point. A round sends the result of every window that got points
  /// since the round before, the running one included, so a late point sends a window's result
  /// again. The timestamp is the window's first second.
  record Rounds() implements Emission {}

  /// As carbon-c-relay does: once, when the window began more than `expireSeconds` ago; later
  /// points are late. A point further ahead than as many windows as fit into the expiry, and two
  /// more, is refused.
  ///
  /// Results are not spread over some seconds as carbon-c-relay spreads them: what follows here is
  /// a log on disk, which minds no burst.
  ///
  /// @param expireSeconds more than the window's length
  record Expiry(int expireSeconds, OutputTime time) implements Emission {

    public Expiry {
      if (expireSeconds < 1) {
        throw new IllegalArgumentException("expire: " + expireSeconds + " (expected: >= 1)");
      }
    }
  }
}
