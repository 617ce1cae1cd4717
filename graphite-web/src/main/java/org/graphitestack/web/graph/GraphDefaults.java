// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

/// What an installation decides for all graphs.
///
/// @param legendMaxItems series from which on the legend is hidden unless asked for
///   (`LEGEND_MAX_ITEMS`)
/// @param dateFormat strftime pattern of dates on the time axis (`DATE_FORMAT`)
public record GraphDefaults(GraphTemplates templates, int legendMaxItems, String dateFormat) {

  /// Graphite's own.
  public static GraphDefaults standard() {
    return new GraphDefaults(GraphTemplates.builtIn(), 10, "%m/%d");
  }
}
