// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Lays out one pie: title and legend as around a line graph, the circle in the middle of what is
/// left.
///
/// Used once, by one thread.
final class PieLayout {

  private static final double LEFT_INSET = 10;
  private static final double LEGEND_GAP = 10;
  private static final double SHARE_OF_ROOM = 0.95;

  private record Part(String name, Color color, double opacity, double value) {}

  private final GraphSettings settings;
  private final PieSettings pie;
  private final TextMetrics metrics;
  private final List<Part> parts;

  private PieLayout(
      GraphSettings settings, PieSettings pie, TextMetrics metrics, List<Part> parts) {
    this.settings = settings;
    this.pie = pie;
    this.metrics = metrics;
    this.parts = parts;
  }

  /// @throws GraphParameterException if all slices together are nothing
  static GraphDefinition layOut(
      List<PieSlice> slices, GraphSettings settings, PieSettings pie, TextMetrics metrics) {
    if (slices.isEmpty()) {
      return MessageGraph.noData(settings, metrics);
    }
    return new PieLayout(settings, pie, metrics, parts(slices, settings, pie.mode())).layOut();
  }

  private static List<Part> parts(List<PieSlice> slices, GraphSettings settings, PieMode mode) {
    List<Color> colors = settings.template().lineColors();
    double opacity = settings.lines().areaAlpha().orElse(1);
    var parts = new ArrayList<Part>();
    for (PieSlice slice : slices) {
      Color color = colors.get(parts.size() % colors.size());
      parts.add(
          new Part(
              slice.name(),
              color,
              color.getAlpha() < 255 ? color.getAlpha() / 255.0 : opacity,
              size(slice, mode)));
    }
    return parts;
  }

  /// A slice cannot be less than nothing.
  private static double size(PieSlice slice, PieMode mode) {
    double value =
        switch (slice) {
          case PieSlice.OfNumber literal -> literal.value();
          case PieSlice.OfSeries series -> mode.reduce(series.series().values());
        };
    return Math.max(0, value);
  }

  private PieGraph layOut() {
    double total = parts.stream().mapToDouble(Part::value).sum();
    if (total <= 0 || !Double.isFinite(total)) {
      throw new GraphParameterException(
          "target", "slices that add up to " + YLabelFormat.general(total), "more than 0");
    }
    int margin = settings.margin();
    boolean bare = !settings.shown().surroundings();
    double left = bare ? 0 : margin + LEFT_INSET;
    double right = settings.width() - (bare ? 0 : margin);
    double top = bare ? 0 : margin;
    double bottom = settings.height() - (bare ? 0 : margin);
    var titles = new TitleLayout(settings, metrics);
    List<LegendEntry> entries = List.of();
    if (!bare) {
      top = titles.placeTop(top);
      if (!Boolean.TRUE.equals(settings.legend().hide())) {
        var legend = new LegendLayout(settings, metrics, legendItems());
        bottom -= legend.height(left);
        entries = legend.entries(left, right, bottom + LEGEND_GAP);
      }
    }
    if (right <= left || bottom <= top) {
      return circle(List.of(), List.of(), 0, settings.width(), 0, settings.height(), total);
    }
    return circle(titles.lines(), entries, left, right, top, bottom, total);
  }

  private List<LegendLayout.Item> legendItems() {
    return parts.stream()
        .filter(part -> !part.name().isEmpty())
        .map(part -> new LegendLayout.Item(part.name(), part.color(), false))
        .toList();
  }

  private PieGraph circle(
      List<TextLine> titles,
      List<LegendEntry> legend,
      double left,
      double right,
      double top,
      double bottom,
      double total) {
    double centerX = (left + right) / 2;
    double centerY = (top + bottom) / 2;
    double radius = Math.min(right - left, bottom - top) / 2 * SHARE_OF_ROOM;
    var slices = new ArrayList<PieGraph.Slice>();
    var labels = new ArrayList<TextLine>();
    double before = 0;
    for (Part part : parts) {
      double share = part.value() / total;
      slices.add(
          new PieGraph.Slice(
              part.name(), GraphColors.withOpacity(part.color(), part.opacity()), share));
      String text = label(part.value(), share * 100);
      if (text != null) {
        labels.add(label(text, centerX, centerY, radius / 2, 360 * (before + share / 2)));
      }
      before += share;
    }
    return new PieGraph(
        settings.width(),
        settings.height(),
        settings.template().background(),
        titles,
        legend,
        centerX,
        centerY,
        radius,
        slices,
        labels);
  }

  private @Nullable String label(double value, double percent) {
    return switch (pie.labels()) {
      case NONE -> null;
      case NUMBER -> value < pie.leastLabelled() ? null : number(value);
      case PERCENT ->
          percent < pie.leastLabelled() ? null : String.format(Locale.ROOT, "%%%.2f", percent);
    };
  }

  private static String number(double value) {
    boolean hasDecimals = value < 10 && value != Math.rint(value);
    return hasDecimals
        ? String.format(Locale.ROOT, "%.2f", value)
        : String.format(Locale.ROOT, "%.0f", Math.floor(value));
  }

  /// Text whose middle is on the slice's middle line, and never upside down.
  ///
  /// @param angle degrees, clockwise from the top
  private TextLine label(
      String text, double centerX, double centerY, double distance, double angle) {
    GraphFont font = settings.template().font();
    double radians = Math.toRadians(angle);
    double x = centerX + distance * Math.sin(radians);
    double y = centerY - distance * Math.cos(radians);
    double degrees = 0;
    if (pie.rotated()) {
      degrees = angle > 180 ? angle - 270 : angle - 90;
    }
    double turned = Math.toRadians(degrees);
    double middle = metrics.lineHeight(font) / 2 - metrics.descent(font);
    return new TextLine(
        text,
        x - middle * Math.sin(turned),
        y + middle * Math.cos(turned),
        TextLine.Alignment.CENTER,
        degrees,
        font,
        pie.labelColor());
  }
}
