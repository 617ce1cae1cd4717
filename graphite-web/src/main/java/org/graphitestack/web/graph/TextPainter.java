// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;

/// Draws lines of text with the bundled fonts, and only with them.
final class TextPainter {

  private final BundledFonts fonts;
  private final TextMetrics metrics;
  private final boolean onPixels;

  private TextPainter(BundledFonts fonts, TextMetrics metrics, boolean onPixels) {
    this.fonts = fonts;
    this.metrics = metrics;
    this.onPixels = onPixels;
  }

  /// For rasters: level text is on whole pixels, since hinted glyphs are only sharp there.
  static TextPainter forPixels(BundledFonts fonts) {
    return new TextPainter(fonts, fonts, true);
  }

  /// For vector formats.
  static TextPainter forVectors(BundledFonts fonts) {
    return new TextPainter(fonts, new ExactMetrics(fonts), false);
  }

  void paint(Graphics2D g2, TextLine line) {
    if (line.text().isEmpty()) {
      return;
    }
    Font font = fonts.awt(line.font());
    double width = metrics.width(line.text(), line.font());
    double shift =
        switch (line.alignment()) {
          case LEFT -> 0;
          case CENTER -> -width / 2;
          case RIGHT -> -width;
        };
    g2.setFont(font);
    g2.setPaint(line.color());
    if (line.degrees() == 0) {
      double x = line.x() + shift;
      g2.drawString(line.text(), (float) snapped(x), (float) snapped(line.y()));
      return;
    }
    AffineTransform before = g2.getTransform();
    g2.rotate(Math.toRadians(line.degrees()), line.x(), line.y());
    g2.drawString(line.text(), (float) (line.x() + shift), (float) line.y());
    g2.setTransform(before);
  }

  private double snapped(double coordinate) {
    return onPixels ? Math.rint(coordinate) : coordinate;
  }
}
