// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.axis.ValueTick;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.PiePlot;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.chart.util.Rotation;
import org.jfree.data.Range;
import org.jfree.data.general.DefaultPieDataset;
import org.jspecify.annotations.Nullable;

/// Paints graph definitions. Plot area, grid and traces go through a JFreeChart plot whose geometry
/// is fixed beforehand; text around it is put where the definition says.
///
/// Thread-safe.
final class GraphPainter {

  private static final BasicStroke BORDER = new BasicStroke(0.5f);
  private static final BasicStroke VERTICAL_MINOR = new BasicStroke(0.25f);
  private static final BasicStroke VERTICAL_MAJOR = new BasicStroke(0.33f);
  private static final BasicStroke HORIZONTAL_MINOR = new BasicStroke(0.3f);
  private static final BasicStroke HORIZONTAL_MAJOR = new BasicStroke(0.4f);
  private static final BasicStroke LEGEND_BORDER = new BasicStroke(1);
  private static final BasicStroke MARKER =
      new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {4, 3}, 0);
  private static final Color LEGEND_BORDER_COLOR = GraphColors.parse("darkgrey", "darkgrey");

  /// JFreeChart draws nothing at all in ten pixels or less; this much is added around the image.
  private static final int AROUND = 16;

  private final TextPainter textPainter;

  GraphPainter(TextPainter textPainter) {
    this.textPainter = textPainter;
  }

  /// Pixels of an image for those of a definition.
  static int scaled(int pixels, double scale) {
    return (int) Math.max(1, Math.rint(pixels * scale));
  }

  /// An image without transparency if the background has none.
  ///
  /// @param scale pixels of the image for one of the definition
  BufferedImage paint(GraphDefinition definition, double scale) {
    boolean opaque = definition.background().getAlpha() == 255;
    var image =
        new BufferedImage(
            scaled(definition.width(), scale),
            scaled(definition.height(), scale),
            opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
    Graphics2D g2 = image.createGraphics();
    try {
      if (scale != 1) {
        g2.scale(scale, scale);
      }
      paint(definition, g2, opaque ? new StrokeRaster(image, scale) : null);
    } finally {
      g2.dispose();
    }
    return image;
  }

  void paint(GraphDefinition definition, Graphics2D g2) {
    paint(definition, g2, null);
  }

  private void paint(GraphDefinition definition, Graphics2D g2, @Nullable StrokeRaster raster) {
    g2.setComposite(AlphaComposite.Src);
    g2.setPaint(definition.background());
    g2.fill(new Rectangle2D.Double(0, 0, definition.width(), definition.height()));
    g2.setComposite(AlphaComposite.SrcOver);
    g2.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g2.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    switch (definition) {
      case MessageGraph graph -> graph.lines().forEach(line -> textPainter.paint(g2, line));
      case LineGraph graph -> paintLines(graph, g2, raster);
      case PieGraph graph -> paintPie(graph, g2);
    }
  }

  private void paintLines(LineGraph graph, Graphics2D g2, @Nullable StrokeRaster raster) {
    paintSurroundings(graph.titles(), graph.legend(), g2);
    paintSides(graph, g2);
    paintBands(graph, g2);
    var around =
        new Rectangle2D.Double(
            -AROUND, -AROUND, graph.width() + 2 * AROUND, graph.height() + 2 * AROUND);
    plot(graph, raster).draw(g2, around, null, null, null);
    paintMarkers(graph, g2);
  }

  private static void paintBands(LineGraph graph, Graphics2D g2) {
    PlotArea area = graph.area();
    g2.setRenderingHint(GraphPart.KEY, GraphPart.EVENTS);
    for (PlacedMarker marker : graph.markers()) {
      if (marker.band()) {
        Color color = marker.color();
        g2.setPaint(
            new Color(color.getRed(), color.getGreen(), color.getBlue(), color.getAlpha() / 5));
        g2.fill(
            new Rectangle2D.Double(
                marker.left(), area.top(), marker.right() - marker.left(), area.height()));
      }
    }
  }

  private void paintMarkers(LineGraph graph, Graphics2D g2) {
    PlotArea area = graph.area();
    g2.setRenderingHint(GraphPart.KEY, GraphPart.EVENTS);
    for (PlacedMarker marker : graph.markers()) {
      g2.setPaint(marker.color());
      g2.setStroke(MARKER);
      double x = TraceRenderer.onPixel(g2, marker.left());
      g2.draw(new Line2D.Double(x, area.top(), x, area.bottom()));
      if (marker.label() != null) {
        textPainter.paint(g2, marker.label());
      }
    }
  }

  private void paintPie(PieGraph graph, Graphics2D g2) {
    paintSurroundings(graph.titles(), graph.legend(), g2);
    g2.setRenderingHint(GraphPart.KEY, GraphPart.PIE);
    g2.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    double diameter = 2 * graph.radius();
    var circle =
        new Rectangle2D.Double(
            graph.centerX() - graph.radius(), graph.centerY() - graph.radius(), diameter, diameter);
    pie(graph).draw(g2, circle, null, null, null);
    graph.labels().forEach(label -> textPainter.paint(g2, label));
  }

  private static PiePlot<Integer> pie(PieGraph graph) {
    var sizes = new DefaultPieDataset<Integer>();
    var plot = new PiePlot<>(sizes);
    for (int i = 0; i < graph.slices().size(); i++) {
      // names may come twice, so the key is the place
      sizes.setValue(Integer.valueOf(i), graph.slices().get(i).share());
      plot.setSectionPaint(i, graph.slices().get(i).color());
    }
    plot.setInsets(RectangleInsets.ZERO_INSETS, false);
    plot.setInteriorGap(0);
    plot.setLabelLinkMargin(0);
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setSectionOutlinesVisible(false);
    plot.setShadowPaint(null);
    plot.setLabelGenerator(null);
    plot.setDirection(Rotation.CLOCKWISE);
    plot.setStartAngle(90);
    return plot;
  }

  private void paintSurroundings(List<TextLine> titles, List<LegendEntry> legend, Graphics2D g2) {
    for (TextLine title : titles) {
      g2.setRenderingHint(GraphPart.KEY, partOf(title));
      textPainter.paint(g2, title);
    }
    g2.setRenderingHint(GraphPart.KEY, GraphPart.LEGEND);
    legend.forEach(entry -> paintLegendEntry(entry, g2));
  }

  private static GraphPart partOf(TextLine title) {
    if (title.degrees() == 0) {
      return GraphPart.TITLE;
    }
    return title.degrees() < 0 ? GraphPart.LEFT_TITLE : GraphPart.RIGHT_TITLE;
  }

  private void paintLegendEntry(LegendEntry entry, Graphics2D g2) {
    var box = new Rectangle2D.Double(entry.x(), entry.y(), entry.size(), entry.size());
    g2.setPaint(entry.color());
    g2.fill(box);
    g2.setPaint(LEGEND_BORDER_COLOR);
    g2.setStroke(LEGEND_BORDER);
    g2.draw(box);
    textPainter.paint(g2, entry.name());
  }

  private static void paintSides(LineGraph graph, Graphics2D g2) {
    LineGraph.Grid grid = graph.grid();
    if (grid == null) {
      return;
    }
    PlotArea area = graph.area();
    g2.setRenderingHint(GraphPart.KEY, GraphPart.GRID);
    g2.setPaint(grid.majorColor());
    g2.setStroke(BORDER);
    for (double side : new double[] {area.left(), area.right()}) {
      double x = TraceRenderer.onPixel(g2, side);
      g2.draw(new Line2D.Double(x, area.top(), x, area.bottom()));
    }
  }

  private XYPlot plot(LineGraph graph, @Nullable StrokeRaster raster) {
    var plot = new XYPlot();
    plot.setInsets(RectangleInsets.ZERO_INSETS, false);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setRangeZeroBaselineVisible(false);
    fixArea(plot, graph);
    plot.setDomainAxis(timeAxis(graph));
    plot.setRangeAxis(0, valueAxis(graph, graph.left(), gridValues(graph)));
    if (graph.right() != null) {
      plot.setRangeAxis(1, valueAxis(graph, graph.right(), List.of()));
      plot.setRangeAxisLocation(1, AxisLocation.BOTTOM_OR_RIGHT);
    }
    setGrid(plot, graph);
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
    plot.setRenderer(new TraceRenderer(graph, raster));
    plot.setDataset(new TraceDataset(paintingOrder(graph.traces())));
    return plot;
  }

  /// Outwards to whole pixels, since JFreeChart would round inwards, and one more above and below,
  /// so that lines along the edges keep their width.
  private static void fixArea(XYPlot plot, LineGraph graph) {
    PlotArea area = graph.area();
    var space = new AxisSpace();
    space.setLeft(AROUND + Math.floor(area.left()));
    space.setRight(AROUND + graph.width() - Math.ceil(area.right()));
    space.setTop(AROUND + Math.floor(area.top()) - 1);
    space.setBottom(AROUND + graph.height() - Math.ceil(area.bottom()) - 1);
    plot.setFixedDomainAxisSpace(space, false);
    plot.setFixedRangeAxisSpace(space, false);
  }

  private PlacedAxis timeAxis(LineGraph graph) {
    LineGraph.TimeAxis axis = graph.time();
    var ticks = new ArrayList<ValueTick>();
    axis.minorLines().forEach(time -> ticks.add(tick(TickType.MINOR, time)));
    axis.majorLines().forEach(time -> ticks.add(tick(TickType.MAJOR, time)));
    return new PlacedAxis(
        new Range(axis.start(), axis.end()), axis::x, ticks, axis.labels(), textPainter);
  }

  private PlacedAxis valueAxis(LineGraph graph, LineGraph.YAxis axis, List<ValueTick> gridLines) {
    PlotArea area = graph.area();
    YScale scale = axis.scale();
    return new PlacedAxis(
        new Range(scale.bottom(), scale.top()),
        value -> area.bottom() - scale.fraction(value) * area.height(),
        gridLines,
        axis.labels(),
        textPainter);
  }

  private static List<ValueTick> gridValues(LineGraph graph) {
    var ticks = new ArrayList<ValueTick>();
    if (graph.grid() != null) {
      graph.grid().minorValues().forEach(value -> ticks.add(tick(TickType.MINOR, value)));
      graph.left().scale().labels().forEach(value -> ticks.add(tick(TickType.MAJOR, value)));
    }
    return List.copyOf(ticks);
  }

  private static ValueTick tick(TickType type, double value) {
    return new NumberTick(type, value, "", TextAnchor.CENTER, TextAnchor.CENTER, 0);
  }

  private static void setGrid(XYPlot plot, LineGraph graph) {
    LineGraph.Grid grid = graph.grid();
    plot.setDomainGridlinesVisible(grid != null);
    plot.setDomainMinorGridlinesVisible(grid != null);
    plot.setRangeGridlinesVisible(grid != null);
    plot.setRangeMinorGridlinesVisible(grid != null);
    if (grid != null) {
      plot.setDomainGridlinePaint(grid.majorColor());
      plot.setDomainGridlineStroke(VERTICAL_MAJOR);
      plot.setDomainMinorGridlinePaint(grid.minorColor());
      plot.setDomainMinorGridlineStroke(VERTICAL_MINOR);
      plot.setRangeGridlinePaint(grid.majorColor());
      plot.setRangeGridlineStroke(HORIZONTAL_MAJOR);
      plot.setRangeMinorGridlinePaint(grid.minorColor());
      plot.setRangeMinorGridlineStroke(HORIZONTAL_MINOR);
    }
  }

  /// Areas from the last to the first, then the others as they are.
  private static List<Trace> paintingOrder(List<Trace> traces) {
    var order = new ArrayList<Trace>();
    for (Trace trace : traces.reversed()) {
      if (trace.kind() == Trace.Kind.AREA) {
        order.add(trace);
      }
    }
    for (Trace trace : traces) {
      if (trace.kind() != Trace.Kind.AREA) {
        order.add(trace);
      }
    }
    return List.copyOf(order);
  }
}
