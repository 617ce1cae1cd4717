// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Color;

/// A series as it is painted.
///
/// @param color with its opacity
/// @param width of the line in pixels
/// @param dash length of dashes and of the gaps between them in pixels, 0 for a solid line
/// @param onRight whether it belongs to the right axis
/// @param start epoch seconds of the first value
/// @param step seconds from value to value
/// @param values NaN where nothing is drawn; stacked values are sums already
record Trace(
    String name,
    Color color,
    Kind kind,
    double width,
    double dash,
    boolean onRight,
    double start,
    double step,
    double[] values) {

  /// What is painted.
  enum Kind {
    /// A line through the values.
    LINE,
    /// The surface between the values and zero, as far as no earlier area covers it.
    AREA,
    /// A line of full height at each value above zero.
    VERTICALS
  }

  double time(int index) {
    return start + index * step;
  }
}
