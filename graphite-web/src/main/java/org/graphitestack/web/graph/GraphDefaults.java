// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

/// What an installation decides for all graphs.
///
/// @param legendMaxItems series from which on the legend is hidden unless asked for
///   (`LEGEND_MAX_ITEMS`)
/// @param template name of the template of graphs that name none
/// @param dateFormat strftime pattern of dates on the time axis (`DATE_FORMAT`)
public record GraphDefaults(
    GraphTemplates templates, String template, int legendMaxItems, String dateFormat) {

  private static final GraphDefaults STANDARD =
      new GraphDefaults(GraphTemplates.builtIn(), GraphTemplates.DEFAULT, 10, "%m/%d");

  /// Graphite's own.
  public static GraphDefaults standard() {
    return STANDARD;
  }

  /// The same with other templates.
  public GraphDefaults withTemplates(GraphTemplates changed) {
    return new GraphDefaults(changed.withDefault(template), template, legendMaxItems, dateFormat);
  }
}
