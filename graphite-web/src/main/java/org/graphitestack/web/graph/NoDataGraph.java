// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Color;

/// What is shown where there is nothing to show.
record NoDataGraph(int width, int height, Color background, TextLine message)
    implements GraphDefinition {

  static NoDataGraph of(GraphSettings settings, TextMetrics metrics) {
    GraphFont font =
        settings
            .template()
            .font()
            .withSize((int) Math.log((double) settings.width() * settings.height()));
    double baseline =
        settings.height() / 2.0 + metrics.lineHeight(font) / 2 - metrics.descent(font);
    var message =
        TextLine.level(
            "No Data",
            settings.width() / 2.0,
            baseline,
            TextLine.Alignment.CENTER,
            font,
            GraphColors.parse("red", "red"));
    return new NoDataGraph(
        settings.width(), settings.height(), settings.template().background(), message);
  }
}
