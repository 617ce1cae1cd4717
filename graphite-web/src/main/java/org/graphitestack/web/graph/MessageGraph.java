// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/// A few words instead of a graph.
record MessageGraph(int width, int height, Color background, List<TextLine> lines)
    implements GraphDefinition {

  private static final Color RED = GraphColors.parse("red", "red");

  MessageGraph {
    lines = List.copyOf(lines);
  }

  /// What is shown where there is nothing to show.
  static MessageGraph noData(GraphSettings settings, TextMetrics metrics) {
    GraphFont font =
        settings
            .template()
            .font()
            .withSize((int) Math.log((double) settings.width() * settings.height()));
    // hangs from the middle, as Graphite has it
    double baseline = settings.height() / 2.0 + metrics.ascent(font);
    return lines(List.of("No Data"), baseline, font, settings, metrics);
  }

  /// What is shown instead of a picture that cannot be drawn.
  static MessageGraph refusal(String reason, GraphSettings settings, TextMetrics metrics) {
    GraphFont font = settings.template().font();
    int margin = Math.min(settings.margin(), settings.width() / 4);
    List<String> lines = wrapped(reason, font, settings.width() - 2 * margin, metrics);
    int fitting = Math.max(1, (int) (settings.height() / metrics.lineHeight(font)));
    List<String> shown = lines.subList(0, Math.min(fitting, lines.size()));
    double lineHeight = metrics.lineHeight(font);
    double top = (settings.height() - lineHeight * shown.size()) / 2;
    return lines(shown, top + lineHeight - metrics.descent(font), font, settings, metrics);
  }

  private static MessageGraph lines(
      List<String> texts,
      double firstBaseline,
      GraphFont font,
      GraphSettings settings,
      TextMetrics metrics) {
    double baseline = firstBaseline;
    var lines = new ArrayList<TextLine>();
    for (String text : texts) {
      lines.add(
          TextLine.level(
              text, settings.width() / 2.0, baseline, TextLine.Alignment.CENTER, font, RED));
      baseline += metrics.lineHeight(font);
    }
    return new MessageGraph(
        settings.width(), settings.height(), settings.template().background(), lines);
  }

  /// Breaks between words, and within those that are wider than a line.
  private static List<String> wrapped(
      String text, GraphFont font, double width, TextMetrics metrics) {
    var lines = new ArrayList<String>();
    String line = "";
    for (String word : text.split("\\s+", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && metrics.width(longer, font) > width) {
        lines.add(line);
        longer = word;
      }
      while (longer.length() > 1 && metrics.width(longer, font) > width) {
        int fits = fitting(longer, font, width, metrics);
        lines.add(longer.substring(0, fits));
        longer = longer.substring(fits);
      }
      line = longer;
    }
    lines.add(line);
    return lines;
  }

  private static int fitting(String text, GraphFont font, double width, TextMetrics metrics) {
    int fits = 1;
    while (metrics.width(text.substring(0, fits + 1), font) <= width) {
      fits++;
    }
    return fits;
  }
}
