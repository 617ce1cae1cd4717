// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.graphitestack.web.series.TimeSeries;

/// Draws series as a picture. Thread-safe.
public final class GraphRenderer {

  private static final int WARM_UP_PICTURES = 40;

  private static final List<TimeSeries> WARM_UP_SERIES = List.of(wave(1), wave(2), wave(3));

  private static final Map<String, String> WARM_UP_PARAMETERS =
      Map.of("width", "400", "height", "200", "title", "warm up", "vtitle", "value");

  private final GraphDefaults defaults;
  private final BundledFonts fonts;
  private final GraphPainter painter;

  private GraphRenderer(GraphDefaults defaults, BundledFonts fonts) {
    this.defaults = defaults;
    this.fonts = fonts;
    this.painter = new GraphPainter(fonts);
  }

  /// A renderer with Graphite's own templates and defaults.
  public static GraphRenderer create() {
    return create(GraphDefaults.standard());
  }

  public static GraphRenderer create(GraphDefaults defaults) {
    return new GraphRenderer(defaults, BundledFonts.load());
  }

  /// Draws a line graph.
  ///
  /// @param parameters image parameters of the request as they came, the last value of each name;
  ///   unknown names are ignored
  /// @param zone of time labels, unless the parameter `tz` names another
  /// @param from epoch seconds; with `until` the range to draw if the series span no time
  /// @throws GraphParameterException for a parameter or drawing option that cannot be drawn
  public byte[] png(
      List<TimeSeries> series, Map<String, String> parameters, ZoneId zone, long from, long until) {
    GraphSettings settings = GraphSettings.read(parameters, defaults.templates(), zone);
    return PngEncoder.encode(
        painter.paint(
            LineGraphLayout.layOut(series, settings, defaults, fonts, new TimeRange(from, until))));
  }

  /// Draws until the JVM has compiled most of what drawing needs, which makes the first picture a
  /// user asks for come at once instead of after a second.
  public void warmUp() {
    for (int i = 0; i < WARM_UP_PICTURES; i++) {
      png(WARM_UP_SERIES, WARM_UP_PARAMETERS, ZoneOffset.UTC, 0, 0);
    }
  }

  private static TimeSeries wave(int index) {
    double[] values = new double[400];
    for (int i = 0; i < values.length; i++) {
      values[i] = index + Math.sin(i / 9.0 + index);
    }
    return new TimeSeries(
        "wave " + index,
        "wave",
        Map.of("name", "wave"),
        0,
        60L * values.length,
        60,
        values,
        false,
        "average",
        1,
        0,
        Map.of());
  }
}
