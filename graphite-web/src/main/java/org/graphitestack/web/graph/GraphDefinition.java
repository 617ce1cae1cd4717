// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Color;

/// A picture, completely laid out: what is where in which colour. Immutable, and knows nothing of
/// how it is painted.
sealed interface GraphDefinition permits LineGraph, MessageGraph, PieGraph {

  /// Pixels.
  int width();

  /// Pixels.
  int height();

  /// Covers the whole image; may be translucent.
  Color background();
}
