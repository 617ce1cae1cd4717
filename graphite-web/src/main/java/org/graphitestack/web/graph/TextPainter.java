// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;

/// Draws lines of text with the bundled fonts, and only with them.
final class TextPainter {

  private final BundledFonts fonts;

  TextPainter(BundledFonts fonts) {
    this.fonts = fonts;
  }

  void paint(Graphics2D g2, TextLine line) {
    if (line.text().isEmpty()) {
      return;
    }
    Font font = fonts.awt(line.font());
    double width = fonts.width(line.text(), line.font());
    double shift =
        switch (line.alignment()) {
          case LEFT -> 0;
          case CENTER -> -width / 2;
          case RIGHT -> -width;
        };
    g2.setFont(font);
    g2.setPaint(line.color());
    if (line.degrees() == 0) {
      // whole pixels: hinted glyphs are only sharp there
      g2.drawString(line.text(), (float) Math.rint(line.x() + shift), (float) Math.rint(line.y()));
      return;
    }
    AffineTransform before = g2.getTransform();
    g2.rotate(Math.toRadians(line.degrees()), line.x(), line.y());
    g2.drawString(line.text(), (float) (line.x() + shift), (float) line.y());
    g2.setTransform(before);
  }
}
