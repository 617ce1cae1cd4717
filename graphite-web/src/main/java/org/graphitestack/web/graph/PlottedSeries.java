// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.graphitestack.web.series.TimeSeries;
import org.jspecify.annotations.Nullable;

/// A series with its looks decided: the request's parameters, then what functions set.
///
/// @param color opaque unless written with an opacity
/// @param opacity of line or area
/// @param lineWidth pixels
/// @param dash pixels, 0 for a solid line
record PlottedSeries(
    TimeSeries series,
    Color color,
    double opacity,
    double lineWidth,
    double dash,
    boolean filled,
    boolean asVerticals,
    boolean onRight) {

  /// Decides for all series of a graph; colours go round in the order of the series.
  static List<PlottedSeries> of(List<TimeSeries> series, GraphSettings settings) {
    List<Color> colors = settings.template().lineColors();
    boolean twoAxes = series.stream().anyMatch(one -> isSet(one, "secondYAxis"));
    var plotted = new ArrayList<PlottedSeries>();
    int next = 0;
    for (TimeSeries one : series) {
      boolean onRight = isSet(one, "secondYAxis");
      YAxisRequest axis = onRight ? settings.yRight() : settings.yLeft();
      Color color = ownColor(one);
      if (color == null) {
        color = colors.get(next % colors.size());
        next++;
      }
      if (twoAxes && axis.color() != null) {
        color = axis.color();
      }
      double width = number(one, "lineWidth").orElse(settings.lines().width());
      double dash = number(one, "dashed").orElse(0);
      boolean asVerticals = isSet(one, "drawAsInfinite");
      plotted.add(
          new PlottedSeries(
              one,
              color,
              opacity(one, color),
              Math.clamp(twoAxes ? axis.lineWidth().orElse(width) : width, 0.0, 1000.0),
              Math.max(0, twoAxes ? axis.dash().orElse(dash) : dash),
              isFilled(one, plotted.isEmpty(), asVerticals, twoAxes, settings.lines().areaMode()),
              asVerticals,
              onRight));
    }
    return List.copyOf(plotted);
  }

  private static boolean isFilled(
      TimeSeries series, boolean first, boolean asVerticals, boolean twoAxes, AreaMode mode) {
    return isSet(series, "stacked")
        || switch (mode) {
          case NONE -> false;
          case FIRST -> first;
          case ALL -> !asVerticals;
          case STACKED -> !asVerticals && !twoAxes;
        };
  }

  private static @Nullable Color ownColor(TimeSeries series) {
    Object color = series.drawing("color");
    if (color == null) {
      return null;
    }
    boolean isNumber = color instanceof Number;
    return GraphColors.parse(
        "color",
        isNumber
            ? String.format(Locale.ROOT, "%06d", ((Number) color).longValue())
            : color.toString());
  }

  /// The opacity a colour was written with wins over `alpha()`, and `alpha(…, 0)` counts as unset.
  private static double opacity(TimeSeries series, Color color) {
    if (isSet(series, "invisible")) {
      return 0;
    }
    double alpha = number(series, "alpha").orElse(0);
    return color.getAlpha() < 255 || alpha == 0 ? color.getAlpha() / 255.0 : alpha;
  }

  private static boolean isSet(TimeSeries series, String option) {
    Object value = series.drawing(option);
    return switch (value) {
      case null -> false;
      case Boolean flag -> flag;
      case Number number -> number.doubleValue() != 0;
      default -> !value.toString().equalsIgnoreCase("false");
    };
  }

  private static OptionalDouble number(TimeSeries series, String option) {
    Object value = series.drawing(option);
    return switch (value) {
      case null -> OptionalDouble.empty();
      case Boolean flag -> OptionalDouble.of(flag ? 1 : 0);
      case Number number -> OptionalDouble.of(number.doubleValue());
      default -> OptionalDouble.of(GraphParameters.toNumber(option, value.toString()));
    };
  }

  Color paintedColor() {
    return GraphColors.withOpacity(color, opacity);
  }
}
