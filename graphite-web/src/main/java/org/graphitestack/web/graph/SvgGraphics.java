// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.HashMap;
import java.util.Map;

/// Writes SVG elements. Coordinates have two decimals. Text stays text, so it can be searched and
/// copied; its length is fixed, so that another font on the reader's machine moves nothing.
///
/// Used by one thread.
final class SvgGraphics extends VectorGraphics {

  private static final double HUNDREDTHS = 100;

  /// Beyond this a coordinate is as far outside as any.
  private static final double FARTHEST = 1e6;

  private final StringBuilder elements = new StringBuilder(1 << 14);
  private final StringBuilder definitions = new StringBuilder();
  private final Map<String, String> clips = new HashMap<>();
  private GraphPart part = GraphPart.NONE;

  /// What is inside the outermost group, definitions first.
  String finish() {
    enter(GraphPart.NONE);
    String defs = definitions.isEmpty() ? "" : "<defs>\n" + definitions + "</defs>\n";
    return defs + elements;
  }

  private void enterPart() {
    enter(getRenderingHint(GraphPart.KEY) instanceof GraphPart now ? now : GraphPart.NONE);
  }

  private void enter(GraphPart next) {
    if (next == part) {
      return;
    }
    if (part != GraphPart.NONE) {
      elements.append("</g>\n");
    }
    if (next != GraphPart.NONE) {
      elements.append("<g class=\"").append(next.className()).append("\">\n");
    }
    part = next;
  }

  @Override
  void fillShape(Shape shape, Color color) {
    enterPart();
    String data = pathData(shape);
    if (data.isEmpty() || color.getAlpha() == 0) {
      return;
    }
    boolean evenOdd = shape.getPathIterator(null).getWindingRule() == PathIterator.WIND_EVEN_ODD;
    elements.append("<path d=\"").append(data).append('"');
    color("fill", color);
    if (evenOdd) {
      elements.append(" fill-rule=\"evenodd\"");
    }
    clip();
    elements.append("/>\n");
  }

  @Override
  void strokeShape(Shape shape, BasicStroke stroke, Color color) {
    enterPart();
    String data = pathData(shape);
    if (data.isEmpty() || color.getAlpha() == 0) {
      return;
    }
    elements.append("<path d=\"").append(data).append("\" fill=\"none\"");
    color("stroke", color);
    attribute("stroke-width", stroke.getLineWidth());
    attribute("stroke-miterlimit", stroke.getMiterLimit());
    float[] dashes = stroke.getDashArray();
    if (dashes != null) {
      elements.append(" stroke-dasharray=\"");
      for (int i = 0; i < dashes.length; i++) {
        elements.append(i == 0 ? "" : " ");
        number(elements, dashes[i]);
      }
      elements.append('"');
      attribute("stroke-dashoffset", stroke.getDashPhase());
    }
    clip();
    elements.append("/>\n");
  }

  @Override
  void writeText(String text, double x, double y, Font font, Color color) {
    enterPart();
    String content = text.stripTrailing();
    if (content.isEmpty()) {
      return;
    }
    elements.append("<text");
    attribute("x", x);
    attribute("y", y);
    AffineTransform transform = getTransform();
    if (!transform.isIdentity()) {
      transformAttribute(transform);
    }
    elements.append(" font-family=\"").append(families(font)).append('"');
    attribute("font-size", font.getSize2D());
    if (font.isBold() || font.getFontName().contains("Bold")) {
      elements.append(" font-weight=\"bold\"");
    }
    if (font.isItalic()) {
      elements.append(" font-style=\"italic\"");
    }
    double width = font.getStringBounds(content, getFontRenderContext()).getWidth();
    attribute("textLength", width);
    elements.append(" lengthAdjust=\"spacingAndGlyphs\"");
    color("fill", color);
    elements.append('>').append(escaped(content)).append("</text>\n");
  }

  private static String families(Font font) {
    String name = font.getFontName();
    if (name.contains("Mono")) {
      return "DejaVu Sans Mono, Menlo, Consolas, monospace";
    }
    return name.contains("Serif")
        ? "DejaVu Serif, Georgia, serif"
        : "DejaVu Sans, Verdana, sans-serif";
  }

  /// Text between tags, without the characters XML 1.0 does not have.
  private static String escaped(String text) {
    var escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                default -> escaped.appendCodePoint(isXml(c) ? c : 0xfffd);
              }
            });
    return escaped.toString();
  }

  private static boolean isXml(int c) {
    boolean surrogate = c >= 0xd800 && c <= 0xdfff;
    boolean blank = c == '\t' || c == '\n';
    return blank || (c >= ' ' && !surrogate && c != 0xfffe && c != 0xffff);
  }

  private void transformAttribute(AffineTransform transform) {
    double[] matrix = new double[6];
    transform.getMatrix(matrix);
    elements.append(" transform=\"matrix(");
    for (int i = 0; i < matrix.length; i++) {
      elements.append(i == 0 ? "" : " ").append(Math.rint(matrix[i] * 1e6) / 1e6);
    }
    elements.append(")\"");
  }

  private void color(String attribute, Color color) {
    elements.append(' ').append(attribute).append("=\"").append(GraphColors.hex(color)).append('"');
    if (color.getAlpha() < 255) {
      attribute(attribute + "-opacity", color.getAlpha() / 255.0);
    }
  }

  private void attribute(String name, double value) {
    elements.append(' ').append(name).append("=\"");
    number(elements, value);
    elements.append('"');
  }

  /// Names a clip by its place: pictures that are put into one page share names only for what is
  /// the same.
  private void clip() {
    Shape shape = deviceClip();
    if (shape == null) {
      return;
    }
    String data = pathData(shape);
    String id = clips.get(data);
    if (id == null) {
      Rectangle2D bounds = shape.getBounds2D();
      var name = new StringBuilder("clip");
      for (double side :
          new double[] {bounds.getX(), bounds.getY(), bounds.getMaxX(), bounds.getMaxY()}) {
        number(name.append('_'), side);
      }
      id = name.append('_').append(clips.size()).toString();
      clips.put(data, id);
      definitions
          .append("<clipPath id=\"")
          .append(id)
          .append("\"><path d=\"")
          .append(data)
          .append("\"/></clipPath>\n");
    }
    elements.append(" clip-path=\"url(#").append(id).append(")\"");
  }

  private static String pathData(Shape shape) {
    var data = new StringBuilder();
    double[] points = new double[6];
    for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
      switch (path.currentSegment(points)) {
        case PathIterator.SEG_MOVETO -> segment(data, 'M', points, 2);
        case PathIterator.SEG_LINETO -> segment(data, 'L', points, 2);
        case PathIterator.SEG_QUADTO -> segment(data, 'Q', points, 4);
        case PathIterator.SEG_CUBICTO -> segment(data, 'C', points, 6);
        default -> data.append('Z');
      }
    }
    return data.toString();
  }

  private static void segment(StringBuilder data, char command, double[] points, int count) {
    data.append(command);
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        data.append(' ');
      }
      number(data, points[i]);
    }
  }

  private static void number(StringBuilder out, double value) {
    long hundredths = Math.round(Math.clamp(value, -FARTHEST, FARTHEST) * HUNDREDTHS);
    if (hundredths < 0) {
      out.append('-');
      hundredths = -hundredths;
    }
    out.append(hundredths / 100);
    long fraction = hundredths % 100;
    if (fraction != 0) {
      out.append('.').append(fraction / 10);
      if (fraction % 10 != 0) {
        out.append(fraction % 10);
      }
    }
  }
}
