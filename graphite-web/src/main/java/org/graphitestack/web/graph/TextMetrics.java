// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

/// What laying out a graph needs to know about text, in pixels.
interface TextMetrics {

  /// Advance width of one line of text.
  double width(String text, GraphFont font);

  double ascent(GraphFont font);

  double descent(GraphFont font);

  /// Distance of two baselines.
  double lineHeight(GraphFont font);
}
