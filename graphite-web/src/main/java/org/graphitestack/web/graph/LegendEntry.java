// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Color;

/// A filled square and a name.
///
/// @param x left edge of the square
/// @param y top edge of the square
record LegendEntry(Color color, double x, double y, double size, TextLine name) {}
