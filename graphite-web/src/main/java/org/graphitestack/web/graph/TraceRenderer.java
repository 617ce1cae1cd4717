// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.Stroke;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYDataset;
import org.jspecify.annotations.Nullable;

/// The JFreeChart renderer that draws lines, areas and verticals by Graphite's rules.
final class TraceRenderer extends AbstractXYItemRenderer {

  private static final long serialVersionUID = 1;

  /// The longest miter in widths of the line; as in cairo.
  static final float MITER_LIMIT = 10;

  private static final float DASH_OFFSET = 1;
  private static final double SHORTEST_DASH = 0.5;

  private final transient LineGraph graph;
  private final transient @Nullable StrokeRaster raster;

  /// @param raster draws solid lines; if there is none, the graphics do
  TraceRenderer(LineGraph graph, @Nullable StrokeRaster raster) {
    this.graph = graph;
    this.raster = raster;
  }

  @Override
  public XYItemRendererState initialise(
      Graphics2D g2,
      Rectangle2D dataArea,
      XYPlot plot,
      XYDataset data,
      @Nullable PlotRenderingInfo info) {
    var state = new XYItemRendererState(info);
    state.setProcessVisibleItemsOnly(false);
    return state;
  }

  /// Draws a whole series when its first item comes: joins, dashes and areas need all of it.
  @Override
  public void drawItem(
      Graphics2D g2,
      XYItemRendererState state,
      Rectangle2D dataArea,
      @Nullable PlotRenderingInfo info,
      XYPlot plot,
      ValueAxis domainAxis,
      ValueAxis rangeAxis,
      XYDataset dataset,
      int series,
      int item,
      CrosshairState crosshairState,
      int pass) {
    if (item > 0) {
      return;
    }
    Trace trace = ((TraceDataset) dataset).trace(series);
    g2.setPaint(trace.color());
    g2.setRenderingHint(GraphPart.KEY, GraphPart.LINES);
    g2.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    switch (trace.kind()) {
      case AREA -> fill(g2, trace, areasInFront((TraceDataset) dataset, series), plot, dataArea);
      case LINE -> stroke(g2, trace, runs(trace, plot, dataArea), dataArea);
      case VERTICALS -> {
        stroke(g2, trace, runs(trace, plot, dataArea), dataArea);
        strokeVerticals(g2, trace, domainAxis, dataArea);
      }
    }
  }

  @Override
  public void drawDomainLine(
      Graphics2D g2,
      XYPlot plot,
      ValueAxis axis,
      Rectangle2D dataArea,
      double value,
      Paint paint,
      Stroke stroke) {
    double x = onPixel(g2, axis.valueToJava2D(value, dataArea, RectangleEdge.BOTTOM));
    PlotArea area = graph.area();
    drawGridLine(g2, new Line2D.Double(x, area.top(), x, area.bottom()), paint, stroke);
  }

  @Override
  public void drawRangeLine(
      Graphics2D g2,
      XYPlot plot,
      ValueAxis axis,
      Rectangle2D dataArea,
      double value,
      Paint paint,
      Stroke stroke) {
    double y = onPixel(g2, axis.valueToJava2D(value, dataArea, RectangleEdge.LEFT));
    PlotArea area = graph.area();
    drawGridLine(g2, new Line2D.Double(area.left(), y, area.right(), y), paint, stroke);
  }

  private static void drawGridLine(Graphics2D g2, Line2D line, Paint paint, Stroke stroke) {
    g2.setRenderingHint(GraphPart.KEY, GraphPart.GRID);
    g2.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g2.setPaint(paint);
    g2.setStroke(stroke);
    g2.draw(line);
  }

  /// The middle of a pixel: thin lines are only crisp there.
  static double onPixel(Graphics2D g2, double coordinate) {
    double scale = g2.getTransform().getScaleX();
    return (Math.floor(coordinate * scale) + 0.5) / scale;
  }

  private List<Polyline> runs(Trace trace, XYPlot plot, Rectangle2D dataArea) {
    ValueAxis time = plot.getDomainAxis();
    return Polyline.of(
        trace,
        graph.mode(),
        graph.connectedLimit(),
        seconds -> time.valueToJava2D(seconds, dataArea, RectangleEdge.BOTTOM),
        toY(trace, plot, dataArea));
  }

  private static DoubleUnaryOperator toY(Trace trace, XYPlot plot, Rectangle2D dataArea) {
    ValueAxis axis = plot.getRangeAxis(trace.onRight() ? 1 : 0);
    return value -> axis.valueToJava2D(value, dataArea, RectangleEdge.LEFT);
  }

  private void stroke(Graphics2D g2, Trace trace, List<Polyline> runs, Rectangle2D dataArea) {
    if (trace.width() == 0 || trace.color().getAlpha() == 0) {
      return;
    }
    g2.setStroke(strokeOf(trace));
    if (raster != null && trace.dash() == 0) {
      runs.forEach(run -> raster.stroke(run, trace.width(), trace.color(), dataArea));
      return;
    }
    runs.forEach(run -> g2.draw(run.path()));
  }

  private static BasicStroke strokeOf(Trace trace) {
    float width = (float) trace.width();
    if (trace.dash() == 0) {
      return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, MITER_LIMIT);
    }
    float dash = (float) Math.max(trace.dash(), SHORTEST_DASH);
    return new BasicStroke(
        width,
        BasicStroke.CAP_BUTT,
        BasicStroke.JOIN_MITER,
        MITER_LIMIT,
        new float[] {dash, dash},
        DASH_OFFSET);
  }

  private static void strokeVerticals(
      Graphics2D g2, Trace trace, ValueAxis time, Rectangle2D dataArea) {
    for (int i = 0; i < trace.values().length; i++) {
      if (trace.values()[i] > 0) {
        double x = time.valueToJava2D(trace.time(i), dataArea, RectangleEdge.BOTTOM);
        g2.draw(new Line2D.Double(x, dataArea.getMinY(), x, dataArea.getMaxY()));
      }
    }
  }

  /// Areas come from the back to the front. Where everything in front is opaque it hides what it
  /// should by being painted over; else the hidden part is left out.
  private void fill(
      Graphics2D g2, Trace trace, List<Trace> inFront, XYPlot plot, Rectangle2D dataArea) {
    List<Polyline> runs = runs(trace, plot, dataArea);
    double level = level(trace, plot, dataArea);
    if (inFront.stream().allMatch(one -> one.color().getAlpha() == 255)) {
      runs.forEach(run -> g2.fill(run.surface(level)));
      return;
    }
    var skyline = new Skyline(graph.area(), level);
    for (Trace one : inFront) {
      skyline.cover(runs(one, plot, dataArea));
    }
    Path2D uncovered = skyline.uncovered(runs);
    g2.fill(uncovered);
  }

  /// Those that are painted later.
  private static List<Trace> areasInFront(TraceDataset dataset, int series) {
    return IntStream.range(series + 1, dataset.getSeriesCount())
        .mapToObj(dataset::trace)
        .filter(one -> one.kind() == Trace.Kind.AREA)
        .toList();
  }

  /// Zero, or the end of the axis that is nearest to it.
  private double level(Trace trace, XYPlot plot, Rectangle2D dataArea) {
    double zero = toY(trace, plot, dataArea).applyAsDouble(0);
    double bottom = graph.area().bottom();
    return Double.isNaN(zero) ? bottom : Math.clamp(zero, graph.area().top(), bottom);
  }
}
