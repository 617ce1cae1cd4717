// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What someone may do; each role may what those before it may.
public enum Role {
  /// Nothing that is not open to everyone.
  NONE,
  /// Find, draw, look at dashboards and events.
  READ,
  /// Change dashboards, saved graphs, events and tags.
  EDIT,
  /// Delete series, import points, and whatever else the server does when told so.
  ADMIN;

  /// As it is written in settings and commands.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether it may what another may.
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }

  /// Reads `none`, `read`, `edit` or `admin`.
  ///
  /// @throws IllegalArgumentException if the text is none of them
  public static Role parse(String text) {
    return Arrays.stream(values())
        .filter(role -> role.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "role: "
                        + text
                        + " (expected: one of "
                        + Arrays.stream(values()).map(Role::text).collect(Collectors.joining(", "))
                        + ")"));
  }
}
