// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Color;
import java.util.List;

/// How a graph looks when the request does not say: one section of graphTemplates.conf.
///
/// @param foreground of all text
/// @param lineColors of the series, in turn; never empty
record GraphTemplate(
    Color background,
    Color foreground,
    Color majorLine,
    Color minorLine,
    List<Color> lineColors,
    GraphFont font) {

  GraphTemplate {
    lineColors = List.copyOf(lineColors);
    if (lineColors.isEmpty()) {
      throw new IllegalArgumentException("lineColors: none (expected: at least one colour)");
    }
  }
}
