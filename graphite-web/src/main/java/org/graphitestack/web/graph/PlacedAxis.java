// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.axis.ValueTick;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.Range;
import org.jspecify.annotations.Nullable;

/// A JFreeChart axis that measures and chooses nothing: it maps values as the definition says,
/// draws the definition's labels where they are, and hands the plot the ticks to draw grid lines
/// at.
final class PlacedAxis extends ValueAxis {

  private static final long serialVersionUID = 1;

  private final transient DoubleUnaryOperator toPixels;
  private final transient List<ValueTick> gridLines;
  private final transient List<TextLine> labels;
  private final transient TextPainter textPainter;

  /// @param toPixels pixels for a value
  /// @param gridLines in painting order
  PlacedAxis(
      Range range,
      DoubleUnaryOperator toPixels,
      List<ValueTick> gridLines,
      List<TextLine> labels,
      TextPainter textPainter) {
    super(null, null);
    this.toPixels = toPixels;
    this.gridLines = gridLines;
    this.labels = labels;
    this.textPainter = textPainter;
    setRange(range, true, false);
  }

  @Override
  public double valueToJava2D(double value, Rectangle2D area, RectangleEdge edge) {
    return toPixels.applyAsDouble(value);
  }

  @Override
  public double java2DToValue(double java2DValue, Rectangle2D area, RectangleEdge edge) {
    throw new UnsupportedOperationException("pictures are not clicked at");
  }

  @Override
  public AxisState draw(
      Graphics2D g2,
      double cursor,
      Rectangle2D plotArea,
      Rectangle2D dataArea,
      RectangleEdge edge,
      @Nullable PlotRenderingInfo plotState) {
    g2.setRenderingHint(GraphPart.KEY, GraphPart.AXES);
    for (TextLine label : labels) {
      textPainter.paint(g2, label);
    }
    var state = new AxisState(cursor);
    state.setTicks(gridLines);
    return state;
  }

  @Override
  public List<ValueTick> refreshTicks(
      Graphics2D g2, AxisState state, Rectangle2D dataArea, RectangleEdge edge) {
    return gridLines;
  }

  /// The plot area was fixed before.
  @Override
  public AxisSpace reserveSpace(
      Graphics2D g2, Plot plot, Rectangle2D plotArea, RectangleEdge edge, AxisSpace space) {
    return space;
  }

  @Override
  protected void autoAdjustRange() {
    // the range is what the definition says
  }

  @Override
  public void configure() {
    // the range is what the definition says
  }
}
