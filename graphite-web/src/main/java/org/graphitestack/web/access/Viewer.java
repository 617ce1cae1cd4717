// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.access;

import java.util.Optional;

/// Who asks.
///
/// @param user name of a user or a token; empty for someone unknown
/// @param sees which series and events
public record Viewer(Optional<String> user, Role role, Visibility sees) {

  /// Everyone, where nobody logs in.
  public static final Viewer ANYONE = new Viewer(Optional.empty(), Role.ADMIN, Visibility.ALL);

  /// Whether it may what a role may.
  public boolean may(Role wanted) {
    return role.includes(wanted);
  }
}
