// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/// From series to what is painted: areas before lines, stacked values summed.
final class Traces {

  private Traces() {}

  static List<Trace> of(List<ConsolidatedSeries> data, boolean twoAxes, GraphSettings.Lines lines) {
    boolean stack = lines.areaMode() == AreaMode.STACKED && !twoAxes;
    double[] total = {};
    var areas = new ArrayList<Trace>();
    var others = new ArrayList<Trace>();
    var outlines = new ArrayList<Trace>();
    for (ConsolidatedSeries one : data) {
      double[] values = one.values();
      if (stack && !one.plotted().asVerticals()) {
        total = sum(total, values);
        values = stackedOn(total, values);
      }
      if (lines.nullAsZero()) {
        values = zeroForNull(values);
      }
      Trace trace = trace(one, values);
      if (one.plotted().filled()) {
        boolean outlined = lines.areaAlpha().isPresent();
        areas.add(outlined ? withOpacity(trace, lines.areaAlpha().getAsDouble()) : trace);
        if (outlined && trace.color().getAlpha() > 0) {
          outlines.add(outline(one, trace, lines.width()));
        }
      } else {
        others.add(trace);
      }
    }
    areas.addAll(others);
    areas.addAll(outlines);
    return List.copyOf(areas);
  }

  private static Trace trace(ConsolidatedSeries one, double[] values) {
    PlottedSeries plotted = one.plotted();
    Trace.Kind kind =
        plotted.filled()
            ? Trace.Kind.AREA
            : plotted.asVerticals() ? Trace.Kind.VERTICALS : Trace.Kind.LINE;
    return new Trace(
        plotted.series().name(),
        plotted.paintedColor(),
        kind,
        plotted.lineWidth(),
        plotted.dash(),
        plotted.onRight(),
        one.start(),
        one.step(),
        values);
  }

  private static double[] sum(double[] total, double[] values) {
    double[] sum = new double[Math.max(total.length, values.length)];
    System.arraycopy(total, 0, sum, 0, total.length);
    for (int i = 0; i < values.length; i++) {
      sum[i] += Double.isFinite(values[i]) ? values[i] : 0;
    }
    return sum;
  }

  private static double[] stackedOn(double[] total, double[] values) {
    double[] stacked = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      stacked[i] = Double.isNaN(values[i]) ? Double.NaN : total[i];
    }
    return stacked;
  }

  static double[] zeroForNull(double[] values) {
    double[] known = values.clone();
    for (int i = 0; i < known.length; i++) {
      known[i] = Double.isNaN(known[i]) ? 0 : known[i];
    }
    return known;
  }

  private static Trace withOpacity(Trace trace, double opacity) {
    boolean invisible = trace.color().getAlpha() == 0;
    Color color = invisible ? trace.color() : GraphColors.withOpacity(trace.color(), opacity);
    return with(trace, color, Trace.Kind.AREA, trace.width(), trace.dash());
  }

  /// The line on top of a translucent area.
  private static Trace outline(ConsolidatedSeries one, Trace area, double width) {
    return with(area, one.plotted().color(), Trace.Kind.LINE, width, 0);
  }

  private static Trace with(Trace trace, Color color, Trace.Kind kind, double width, double dash) {
    return new Trace(
        trace.name(),
        color,
        kind,
        width,
        dash,
        trace.onRight(),
        trace.start(),
        trace.step(),
        trace.values());
  }
}
