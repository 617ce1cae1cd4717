// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

/// The groups of the function menu, in its order.
enum FunctionGroup {
  COMBINE("Combine"),
  TRANSFORM("Transform"),
  CALCULATE("Calculate"),
  FILTER_SERIES("Filter Series"),
  FILTER_DATA("Filter Data"),
  SORTING("Sorting"),
  ALIAS("Alias"),
  GRAPH("Graph"),
  SPECIAL("Special");

  private final String title;

  FunctionGroup(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
