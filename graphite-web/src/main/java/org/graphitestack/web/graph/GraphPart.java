// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.RenderingHints;

/// Which part of a graph is being painted. Painters say so by the hint [#KEY], and SVG groups what
/// it gets by it; a raster ignores it.
enum GraphPart {
  /// Outside all parts.
  NONE(""),
  TITLE("title"),
  LEFT_TITLE("vtitle"),
  RIGHT_TITLE("vtitleRight"),
  LEGEND("legend"),
  AXES("axes"),
  GRID("grid"),
  EVENTS("events"),
  LINES("lines"),
  PIE("pie");

  static final RenderingHints.Key KEY = new Key();

  private final String className;

  GraphPart(String className) {
    this.className = className;
  }

  /// Name of the group in SVG, that of Graphite where it has one.
  String className() {
    return className;
  }

  private static final class Key extends RenderingHints.Key {

    Key() {
      super(1);
    }

    @Override
    public boolean isCompatibleValue(Object value) {
      return value instanceof GraphPart;
    }
  }
}
