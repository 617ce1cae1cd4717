// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The titles on top of a graph and at its sides.
///
/// Used once, by one thread.
final class TitleLayout {

  private final GraphSettings settings;
  private final TextMetrics metrics;
  private final GraphFont font;
  private final double lineHeight;
  private final List<TextLine> lines = new ArrayList<>();

  TitleLayout(GraphSettings settings, TextMetrics metrics) {
    this.settings = settings;
    this.metrics = metrics;
    this.font = settings.template().font().forTitles();
    this.lineHeight = metrics.lineHeight(font);
  }

  /// What has been placed.
  List<TextLine> lines() {
    return List.copyOf(lines);
  }

  /// Places the title there, if there is one, and returns the top edge of what is left.
  double placeTop(double top) {
    String title = settings.titles().top();
    if (title == null) {
      return top;
    }
    double y = top;
    for (String line : split(title)) {
      add(line, settings.width() / 2.0, y + metrics.ascent(font), 0);
      y += lineHeight;
    }
    return y + (settings.yLabels().onRight() ? 0 : settings.margin());
  }

  /// Places the title there, if there is one, and returns the left edge of what is left.
  double placeLeft(double left) {
    String title = settings.titles().left();
    if (title == null) {
      return left;
    }
    double x = left;
    for (String line : split(title)) {
      x += lineHeight;
      add(line, x, settings.height() / 2.0, -90);
    }
    return x + 2 * lineHeight + settings.margin();
  }

  /// Places the title there, if there is one, and returns the right edge of what is left.
  double placeRight(double right) {
    String title = settings.titles().right();
    if (title == null) {
      return right;
    }
    double x = right;
    for (String line : split(title)) {
      x -= lineHeight;
      add(line, x, settings.height() / 2.0, 90);
    }
    return x - 2 * lineHeight - settings.margin();
  }

  private void add(String text, double x, double y, int degrees) {
    lines.add(
        new TextLine(
            text,
            x,
            y,
            TextLine.Alignment.CENTER,
            degrees,
            font,
            settings.template().foreground()));
  }

  /// Titles are URL-decoded once more than the request, as Graphite does, if they can be.
  private static List<String> split(String title) {
    try {
      return URLDecoder.decode(title, StandardCharsets.UTF_8).lines().toList();
    } catch (IllegalArgumentException _) {
      return title.lines().toList();
    }
  }
}
