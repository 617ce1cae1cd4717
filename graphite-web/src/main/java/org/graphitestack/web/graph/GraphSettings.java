// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Color;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Everything a request says about the picture, checked.
///
/// @param width of the image in pixels
/// @param height of the image in pixels
/// @param margin blank pixels on every side
/// @param scale pixels of a PNG for one of the graph
/// @param template colours and font
/// @param eventColor of markers
record GraphSettings(
    int width,
    int height,
    int margin,
    double scale,
    GraphTemplate template,
    Titles titles,
    Lines lines,
    LegendChoice legend,
    Shown shown,
    YLabels yLabels,
    YAxisRequest y,
    YAxisRequest yLeft,
    YAxisRequest yRight,
    ZoneId zone,
    @Nullable String xFormat,
    Color eventColor) {

  /// Stands out from light and dark backgrounds, and from most series.
  private static final Color EVENT_COLOR = new Color(0xd97706);

  /// Longest side of an image; with [#MOST_PIXELS] it keeps one request from taking all memory.
  static final int LONGEST_SIDE = 20_000;

  static final int MOST_PIXELS = 25_000_000;

  private static final double LEAST_SCALE = 0.1;
  private static final double LARGEST_SCALE = 10;
  private static final double WIDEST_LINE = 1000;
  private static final double LEAST_LOG_BASE = 1.01;
  private static final double LARGEST_LOG_BASE = 1e6;

  /// @param right of the right axis, drawn only with two axes
  record Titles(@Nullable String top, @Nullable String left, @Nullable String right) {}

  /// @param connectedLimit longest run of unknown values that [LineMode#CONNECTED] bridges
  /// @param areaAlpha opacity of fills; if given a line is drawn on top of each
  /// @param minXStep least distance of two points in pixels, 0 for no such limit
  record Lines(
      LineMode mode,
      double connectedLimit,
      double width,
      AreaMode areaMode,
      OptionalDouble areaAlpha,
      boolean nullAsZero,
      double minXStep) {}

  /// @param hide null to let the number of series decide
  record LegendChoice(@Nullable Boolean hide, boolean unique, boolean withoutNullSeries) {}

  /// Which parts are drawn.
  record Shown(boolean xAxis, boolean yAxis, boolean grid, boolean surroundings) {
    /// Lines and nothing else.
    static final Shown LINES_ONLY = new Shown(false, false, false, false);
  }

  /// @param logBase base of a logarithmic axis, empty for a linear one
  /// @param minorLines grid lines between two labels
  /// @param onRight side of a single axis
  record YLabels(
      UnitSystem units,
      int[] divisors,
      OptionalDouble logBase,
      int minorLines,
      boolean onRight,
      Color majorLine,
      Color minorLine) {}

  /// Reads request parameters.
  ///
  /// @param values the last value of each parameter; unknown names are ignored
  /// @param zone of time labels, unless the parameters name another
  /// @throws GraphParameterException for a value that cannot be drawn
  static GraphSettings read(Map<String, String> values, GraphTemplates templates, ZoneId zone) {
    var parameters = new GraphParameters(values);
    int width = parameters.wholeNumber("width", 330, 1, LONGEST_SIDE);
    int height = parameters.wholeNumber("height", 250, 1, LONGEST_SIDE);
    double scale = scale(parameters);
    long widthInPixels = GraphPainter.scaled(width, scale);
    if (widthInPixels * GraphPainter.scaled(height, scale) > MOST_PIXELS) {
      String of = scale == 1 ? "" : " with scale " + YLabelFormat.general(scale);
      long most = (long) (MOST_PIXELS / (widthInPixels * scale));
      throw new GraphParameterException(
          "height", "" + height, "at most " + most + " for width " + width + of);
    }
    int margin = parameters.wholeNumber("margin", 10, -LONGEST_SIDE, LONGEST_SIDE);
    GraphTemplate template = template(parameters, templates);
    return new GraphSettings(
        width,
        height,
        margin < 0 ? 10 : margin,
        scale,
        template,
        new Titles(
            parameters.text("title"), parameters.text("vtitle"), parameters.text("vtitleRight")),
        lines(parameters),
        new LegendChoice(
            parameters.text("hideLegend") == null ? null : parameters.flag("hideLegend", false),
            parameters.flag("uniqueLegend", false),
            parameters.flag("hideNullFromLegend", false)),
        shown(parameters),
        yLabels(parameters, template),
        YAxisRequest.single(parameters),
        YAxisRequest.left(parameters),
        YAxisRequest.right(parameters),
        zone(parameters, zone),
        parameters.text("xFormat"),
        parameters.color("eventColor", EVENT_COLOR));
  }

  /// The same without anything around the lines: for images too small for more.
  GraphSettings linesOnly() {
    return new GraphSettings(
        width,
        height,
        0,
        scale,
        template,
        titles,
        lines,
        legend,
        Shown.LINES_ONLY,
        yLabels,
        y,
        yLeft,
        yRight,
        zone,
        xFormat,
        eventColor);
  }

  private static GraphTemplate template(GraphParameters parameters, GraphTemplates templates) {
    GraphTemplate template = chosen(parameters, templates);
    GraphFont font = template.font();
    String fontName = parameters.text("fontName");
    String colorList = parameters.text("colorList");
    return new GraphTemplate(
        parameters.color("bgcolor", template.background()),
        parameters.color("fgcolor", template.foreground()),
        parameters.color("majorGridLineColor", template.majorLine()),
        parameters.color("minorGridLineColor", template.minorLine()),
        colorList == null ? template.lineColors() : GraphColors.parseList("colorList", colorList),
        new GraphFont(
            fontName == null ? font.family() : GraphFont.Family.of(fontName),
            parameters.wholeNumber("fontSize", font.size(), 1, GraphFont.LARGEST),
            parameters.flag("fontBold", font.bold()),
            parameters.flag("fontItalic", font.italic())));
  }

  private static GraphTemplate chosen(GraphParameters parameters, GraphTemplates templates) {
    String theme = parameters.text("theme");
    String template = parameters.text("template");
    if (theme == null || template != null) {
      return templates.named(template == null ? "default" : template);
    }
    return switch (theme) {
      case "light" -> templates.named("default");
      case "dark" -> templates.dark();
      default -> throw new GraphParameterException("theme", theme, "light or dark");
    };
  }

  /// As carbonapi has it under another name.
  private static double scale(GraphParameters parameters) {
    String name = parameters.text("scale") != null ? "scale" : "pixelRatio";
    return parameters.number(name, 1, LEAST_SCALE, LARGEST_SCALE);
  }

  /// Size and colours alone, and of those what can be drawn: to say in a picture what is wrong.
  static GraphSettings readLeniently(Map<String, String> values, GraphTemplates templates) {
    var kept = new HashMap<String, String>();
    for (String name : List.of("theme", "template", "bgcolor", "scale", "width", "height")) {
      String value = values.get(name);
      if (value != null) {
        kept.put(name, value);
        try {
          read(kept, templates, ZoneOffset.UTC);
        } catch (GraphParameterException _) {
          kept.remove(name);
        }
      }
    }
    return read(kept, templates, ZoneOffset.UTC);
  }

  private static Lines lines(GraphParameters parameters) {
    String width = parameters.text("lineWidth") != null ? "lineWidth" : "thickness";
    return new Lines(
        LineMode.parse(parameters.text("lineMode", "slope")),
        parameters.number("connectedLimit", Double.POSITIVE_INFINITY),
        parameters.number(width, 1.2, 0, WIDEST_LINE),
        AreaMode.parse(parameters.text("areaMode", "none")),
        areaAlpha(parameters),
        parameters.flag("drawNullAsZero", false),
        parameters.number("minXStep", 1));
  }

  /// Graphite takes a half for anything that is not a number.
  private static OptionalDouble areaAlpha(GraphParameters parameters) {
    try {
      return parameters.optionalNumber("areaAlpha");
    } catch (GraphParameterException _) {
      return OptionalDouble.of(0.5);
    }
  }

  private static Shown shown(GraphParameters parameters) {
    if (parameters.flag("graphOnly", false)) {
      return Shown.LINES_ONLY;
    }
    boolean axes = !parameters.flag("hideAxes", false);
    return new Shown(
        axes && !parameters.flag("hideXAxis", false),
        axes && !parameters.flag("hideYAxis", false),
        axes && !parameters.flag("hideGrid", false),
        true);
  }

  private static YLabels yLabels(GraphParameters parameters, GraphTemplate template) {
    String side = parameters.text("yAxisSide", "left");
    if (!side.equals("left") && !side.equals("right")) {
      throw new GraphParameterException("yAxisSide", side, "left or right");
    }
    return new YLabels(
        UnitSystem.named(parameters.text("yUnitSystem")),
        divisors(parameters.text("yDivisors", "4,5,6")),
        logBase(parameters),
        parameters.wholeNumber("minorY", 1, 0, 100),
        side.equals("right"),
        template.majorLine(),
        template.minorLine());
  }

  private static int[] divisors(String text) {
    try {
      int[] divisors =
          Arrays.stream(text.split(",", -1))
              .mapToInt(item -> Integer.parseInt(item.strip()))
              .toArray();
      if (Arrays.stream(divisors).allMatch(divisor -> divisor >= 1 && divisor <= 1000)) {
        return divisors;
      }
    } catch (NumberFormatException _) {
      // the same error as for a number out of bounds
    }
    throw new GraphParameterException(
        "yDivisors", text, "whole numbers from 1 to 1000, separated by commas");
  }

  private static OptionalDouble logBase(GraphParameters parameters) {
    if (parameters.text("logBase", "").equals("e")) {
      return OptionalDouble.of(Math.E);
    }
    double base = parameters.number("logBase", 0);
    if (base < 1) {
      return OptionalDouble.empty();
    }
    if (base < LEAST_LOG_BASE || base > LARGEST_LOG_BASE) {
      throw new GraphParameterException(
          "logBase", parameters.text("logBase", ""), "e, or 1.01 to 1000000; below 1 for none");
    }
    return OptionalDouble.of(base);
  }

  private static ZoneId zone(GraphParameters parameters, ZoneId otherwise) {
    String name = parameters.text("tz");
    if (name == null) {
      return otherwise;
    }
    try {
      return ZoneId.of(name);
    } catch (DateTimeException _) {
      throw new GraphParameterException("tz", name, "a time zone such as Europe/Berlin");
    }
  }
}
