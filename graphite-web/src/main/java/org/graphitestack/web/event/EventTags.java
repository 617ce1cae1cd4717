// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.event;

import java.util.List;

/// Which tags an event must have.
///
/// @param tags may be empty, which no event satisfies
public record EventTags(Rule rule, List<String> tags) {

  static final int MOST = 100;

  /// How many of the tags.
  public enum Rule {
    /// All that any event has; at least one.
    ALL_KNOWN,
    ALL,
    ANY
  }

  /// @throws IllegalArgumentException if there are too many
  public EventTags {
    tags = tags.stream().distinct().toList();
    if (tags.size() > MOST) {
      throw new IllegalArgumentException(
          "tags: " + tags.size() + " (expected: at most " + MOST + ")");
    }
  }
}
