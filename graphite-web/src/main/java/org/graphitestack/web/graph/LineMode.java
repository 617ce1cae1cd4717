// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.util.Locale;

/// How points are joined.
enum LineMode {
  /// Straight from point to point.
  SLOPE,
  /// Each value holds for one step.
  STAIRCASE,
  /// Like slope, and over gaps too.
  CONNECTED;

  static LineMode parse(String text) {
    for (LineMode mode : values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(text)) {
        return mode;
      }
    }
    throw new GraphParameterException("lineMode", text, "slope, staircase or connected");
  }
}
