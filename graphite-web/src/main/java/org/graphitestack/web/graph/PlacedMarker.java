// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Color;
import org.jspecify.annotations.Nullable;

/// A marker at its place.
///
/// @param left pixels; of a moment, its line
/// @param right pixels, >= `left`; the same for a moment
/// @param label null if there is no room for it
record PlacedMarker(double left, double right, Color color, @Nullable TextLine label) {

  boolean band() {
    return right > left;
  }
}
