// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.image.BufferedImage;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.graphitestack.web.series.TimeSeries;

/// Draws series as a picture. Thread-safe; the memory of pictures drawn at the same time is
/// bounded.
public final class GraphRenderer implements Graphs {

  private static final int WARM_UP_PICTURES = 40;

  private static final List<TimeSeries> WARM_UP_SERIES = List.of(wave(1), wave(2), wave(3));

  private static final Map<String, String> WARM_UP_PARAMETERS =
      Map.of("width", "400", "height", "200", "title", "warm up", "vtitle", "value");

  private final Supplier<GraphDefaults> defaults;
  private final BundledFonts fonts;
  private final TextMetrics exactMetrics;
  private final GraphPainter pixelPainter;
  private final GraphPainter vectorPainter;
  private final PixelGate gate = PixelGate.forHeap();

  private GraphRenderer(Supplier<GraphDefaults> defaults, BundledFonts fonts) {
    this.defaults = defaults;
    this.fonts = fonts;
    this.exactMetrics = new ExactMetrics(fonts);
    this.pixelPainter = new GraphPainter(TextPainter.forPixels(fonts));
    this.vectorPainter = new GraphPainter(TextPainter.forVectors(fonts));
  }

  /// A renderer with Graphite's own templates and defaults.
  public static GraphRenderer create() {
    var standard = GraphDefaults.standard();
    return create(() -> standard);
  }

  /// A renderer with what an installation decides.
  ///
  /// @param defaults asked for each picture
  public static GraphRenderer create(Supplier<GraphDefaults> defaults) {
    return new GraphRenderer(defaults, BundledFonts.load());
  }

  /// Draws series without markers.
  public Picture lines(
      List<TimeSeries> series, Map<String, String> parameters, ZoneId zone, long from, long until) {
    return lines(series, parameters, zone, from, until, List.of());
  }

  @Override
  public Picture lines(
      List<TimeSeries> series,
      Map<String, String> parameters,
      ZoneId zone,
      long from,
      long until,
      List<GraphMarker> markers) {
    GraphDefaults current = defaults.get();
    GraphSettings settings = GraphSettings.read(parameters, current.templates(), zone);
    return picture(
        PictureFormat.of(parameters),
        settings.scale(),
        metrics ->
            LineGraphLayout.layOut(
                series, settings, current, metrics, new TimeRange(from, until), markers));
  }

  @Override
  public Picture pie(List<PieSlice> slices, Map<String, String> parameters, ZoneId zone) {
    GraphSettings settings = GraphSettings.read(parameters, defaults.get().templates(), zone);
    PieSettings pie = PieSettings.read(parameters);
    return picture(
        PictureFormat.of(parameters),
        settings.scale(),
        metrics -> PieLayout.layOut(slices, settings, pie, metrics));
  }

  @Override
  public Picture refusal(String reason, Map<String, String> parameters) {
    GraphSettings settings = GraphSettings.readLeniently(parameters, defaults.get().templates());
    return picture(
        PictureFormat.of(parameters),
        settings.scale(),
        metrics -> MessageGraph.refusal(reason, settings, metrics));
  }

  private Picture picture(
      PictureFormat format, double scale, Function<TextMetrics, GraphDefinition> layout) {
    byte[] bytes =
        switch (format) {
          case PNG -> png(layout.apply(fonts), scale);
          case SVG -> SvgDocument.of(layout.apply(exactMetrics), vectorPainter);
          case PDF -> PdfDocument.of(layout.apply(exactMetrics), vectorPainter, fonts);
        };
    return new Picture(format.contentType(), bytes);
  }

  private byte[] png(GraphDefinition graph, double scale) {
    int pixels =
        GraphPainter.scaled(graph.width(), scale) * GraphPainter.scaled(graph.height(), scale);
    if (pixels > gate.most()) {
      throw new GraphParameterException(
          "height", pixels + " pixels in all", "at most " + gate.most() + " in this much memory");
    }
    return gate.draw(
        pixels,
        () -> {
          BufferedImage image = pixelPainter.paint(graph, scale);
          return PngEncoder.encode(image);
        });
  }

  /// Draws until the JVM has compiled most of what drawing needs, which makes the first picture a
  /// user asks for come at once instead of after a second.
  public void warmUp() {
    for (int i = 0; i < WARM_UP_PICTURES; i++) {
      lines(WARM_UP_SERIES, WARM_UP_PARAMETERS, ZoneOffset.UTC, 0, 0);
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
