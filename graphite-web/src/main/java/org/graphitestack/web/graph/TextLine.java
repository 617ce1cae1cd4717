// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Color;

/// One line of text at its place.
///
/// @param x where the alignment says, in pixels
/// @param y of the baseline
/// @param degrees clockwise turn about x and y
record TextLine(
    String text,
    double x,
    double y,
    Alignment alignment,
    double degrees,
    GraphFont font,
    Color color) {

  /// Which part of the text is at x.
  enum Alignment {
    LEFT,
    CENTER,
    RIGHT
  }

  static TextLine level(
      String text, double x, double y, Alignment alignment, GraphFont font, Color color) {
    return new TextLine(text, x, y, alignment, 0, font, color);
  }
}
