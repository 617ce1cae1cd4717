// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// A run of joined points in pixels, from left to right.
final class Polyline {

  /// Far outside of any image, and still exact enough for the rasteriser.
  private static final double FAR = 1e6;

  private double[] x = new double[16];
  private double[] y = new double[16];
  private int size;

  private void add(double pointX, double pointY) {
    if (size == x.length) {
      x = Arrays.copyOf(x, 2 * size);
      y = Arrays.copyOf(y, 2 * size);
    }
    x[size] = Math.clamp(pointX, -FAR, FAR);
    y[size] = Math.clamp(pointY, -FAR, FAR);
    size++;
  }

  int size() {
    return size;
  }

  double x(int index) {
    return x[index];
  }

  double y(int index) {
    return y[index];
  }

  /// The path through all points.
  Path2D path() {
    var path = new Path2D.Double(Path2D.WIND_NON_ZERO, size + 3);
    path.moveTo(x[0], y[0]);
    for (int i = 1; i < size; i++) {
      path.lineTo(x[i], y[i]);
    }
    return path;
  }

  /// The surface between the points and a level.
  Path2D surface(double level) {
    Path2D surface = path();
    surface.lineTo(x[size - 1], level);
    surface.lineTo(x[0], level);
    surface.closePath();
    return surface;
  }

  /// Joins the points of a trace as the mode says. What is unknown, or has no place on the axis,
  /// separates runs; before such a gap the last value holds for one more step, so that a lone value
  /// is a short dash.
  ///
  /// @param toX pixels for epoch seconds
  /// @param toY pixels for a value, NaN where it has no place
  /// @param connectedLimit longest gap that [LineMode#CONNECTED] bridges
  static List<Polyline> of(
      Trace trace,
      LineMode mode,
      double connectedLimit,
      DoubleUnaryOperator toX,
      DoubleUnaryOperator toY) {
    double bridged = mode == LineMode.CONNECTED ? connectedLimit : 0;
    var runs = new ArrayList<Polyline>();
    Polyline run = null;
    int last = -1;
    for (int i = 0; i < trace.values().length; i++) {
      double y = drawable(trace, i) ? toY.applyAsDouble(trace.values()[i]) : Double.NaN;
      if (Double.isNaN(y)) {
        continue;
      }
      double x = toX.applyAsDouble(trace.time(i));
      boolean hasGap = run != null && i > last + 1;
      if (run != null && hasGap) {
        run.hold(toX.applyAsDouble(trace.time(last + 1)));
      }
      if (run == null || (hasGap && i - last - 1 > bridged)) {
        run = new Polyline();
        runs.add(run);
      }
      if (mode == LineMode.STAIRCASE && run.size > 0) {
        run.hold(x);
      }
      run.add(x, y);
      last = i;
    }
    boolean endsEarly = last + 1 < trace.values().length || mode == LineMode.STAIRCASE;
    if (run != null && endsEarly) {
      run.hold(toX.applyAsDouble(trace.time(last + 1)));
    }
    return List.copyOf(runs);
  }

  private static boolean drawable(Trace trace, int index) {
    double value = trace.values()[index];
    return Double.isFinite(value) && !(trace.kind() == Trace.Kind.VERTICALS && value > 0);
  }

  private void hold(double untilX) {
    if (untilX > x[size - 1]) {
      add(untilX, y[size - 1]);
    }
  }
}
