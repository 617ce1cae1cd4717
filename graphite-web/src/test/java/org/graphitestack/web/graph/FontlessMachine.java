// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A program for [BundledFontsTest] to run in a JVM that sees no font of the machine.
final class FontlessMachine {

  private FontlessMachine() {}

  /// Draws one picture and prints its hash.
  ///
  /// @param arguments `graph` draws with the bundled fonts, `logical` with a logical font
  public static void main(String[] arguments) {
    var renderer = GraphRenderer.create();
    switch (arguments[0]) {
      case "graph" -> System.out.println("hash " + Arrays.hashCode(picture(renderer)));
      case "logical" -> drawWithLogicalFont();
      default -> throw new IllegalArgumentException(arguments[0] + " (expected: graph, logical)");
    }
  }

  /// Text everywhere there can be some, in every family.
  static byte[] picture(GraphRenderer renderer) {
    var parameters =
        Map.of("width", "500", "title", "title", "vtitle", "left", "vtitleRight", "right");
    var series =
        List.of(
            SampleSeries.ramp("left"), SampleSeries.ramp("right").withDrawing("secondYAxis", true));
    return renderer.lines(series, parameters, ZoneOffset.UTC, 0, 0).bytes();
  }

  private static void drawWithLogicalFont() {
    Graphics2D g2 = new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB).createGraphics();
    g2.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 9));
    g2.drawString("x", 1, 8);
  }
}
