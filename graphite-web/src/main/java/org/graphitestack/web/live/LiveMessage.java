// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.live;

import java.util.function.Supplier;

/// Something a graph tells.
///
/// @param id grows from message to message over all graphs
/// @param kind what it is
/// @param json fields of a JSON object, without its braces; made when it is asked for
public record LiveMessage(long id, Kind kind, Supplier<String> json) {

  /// What a message is; its word is the event's name.
  public enum Kind {
    /// All series, with all their points.
    SERIES("series"),
    /// Points that are new, or have another value than before.
    POINTS("points"),
    /// Why there are no series.
    FAILED("failed");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
