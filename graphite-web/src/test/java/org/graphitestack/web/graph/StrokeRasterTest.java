// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrokeRasterTest {

  private static final int SIZE = 40;
  private static final Rectangle2D ALL = new Rectangle2D.Double(0, 0, SIZE, SIZE);

  private final BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);

  /// A point each step from the left, at these heights.
  private static Polyline line(double left, double step, LineMode mode, double... heights) {
    var trace = new Trace("", Color.RED, Trace.Kind.LINE, 1, 0, false, left, step, heights);
    List<Polyline> runs = Polyline.of(trace, mode, 0, x -> x, y -> y);
    assertThat(runs).hasSize(1);
    return runs.getFirst();
  }

  private void draw(Polyline line, double width, double scale, Color color, Rectangle2D area) {
    new StrokeRaster(image, scale).stroke(line, width, color, area);
  }

  private int blue(int x, int y) {
    return image.getRGB(x, y) & 0xff;
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.45, 1",
    "1.2, 0.45, 1",
    "1.2, 3, 1",
    "2, 0.1, 1",
    "3, 1.3, 1",
    "6, 2, 1",
    "6, 9, 1",
    "1.2, 0.45, 2",
    "3, 1.3, 1.5"
  })
  void stroke_randomLine_coversWhatTheStrokeOfJava2dDoes(double width, double step, double scale) {
    long seed = Double.doubleToLongBits(width + step);
    var random = new Random(seed);
    double[] heights = random.doubles((int) (30 / scale / step), 4, 36 / scale).toArray();
    Polyline line = line(4, step, LineMode.SLOPE, heights);

    draw(line, width, scale, Color.BLUE, ALL);

    assertCoveredAsBy(outline(line, width), scale, seed);
  }

  @ParameterizedTest
  @CsvSource({"0.5", "1", "1.2", "3"})
  void stroke_staircase_coversWhatTheStrokeOfJava2dDoes(double width) {
    Polyline line = line(3, 5.3, LineMode.STAIRCASE, 20, 10.5, 30.2, 30.2, 8, 35);

    draw(line, width, 1, Color.BLUE, ALL);

    assertCoveredAsBy(outline(line, width), 1, 0);
  }

  private static Shape outline(Polyline line, double width) {
    return new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10)
        .createStrokedShape(line.path());
  }

  /// Counts which of 16 by 16 places in each pixel are inside. Upright edges are as exact as there
  /// are verticals, of which a pixel may have two; others are more so.
  private void assertCoveredAsBy(Shape shape, double scale, long seed) {
    int places = 16;
    long differences = 0;
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        int inside = 0;
        for (int i = 0; i < places * places; i++) {
          int across = i % places;
          int down = i / places;
          double placeX = x + (across + 0.5) / places;
          double placeY = y + (down + 0.5) / places;
          inside += shape.contains(placeX / scale, placeY / scale) ? 1 : 0;
        }
        int expected = 255 * inside / (places * places);
        assertThat(blue(x, y))
            .as("pixel %d, %d of seed %d", x, y, seed)
            .isCloseTo(expected, within(2 * 255 / 16 + 1));
        differences += Math.abs(blue(x, y) - expected);
      }
    }
    assertThat(differences / (double) (SIZE * SIZE)).as("mean, seed %d", seed).isLessThan(4);
  }

  @Test
  void stroke_levelLineOnAPixel_isOfTheVeryColor() {
    draw(line(10, 20, LineMode.SLOPE, 20.5, 20.5), 1, 1, new Color(0x123456), ALL);

    assertThat(image.getRGB(9, 20) & 0xffffff).isZero();
    assertThat(image.getRGB(10, 20) & 0xffffff).isEqualTo(0x123456);
    assertThat(image.getRGB(29, 20) & 0xffffff).isEqualTo(0x123456);
    assertThat(image.getRGB(30, 20) & 0xffffff).isZero();
    assertThat(image.getRGB(20, 19) & 0xffffff).isZero();
    assertThat(image.getRGB(20, 21) & 0xffffff).isZero();
  }

  @Test
  void stroke_translucentLineThatMeetsItself_isEvenlyTranslucent() {
    draw(line(10, 0.01, LineMode.SLOPE, 5, 30, 5, 30), 4, 1, new Color(0, 0, 255, 102), ALL);

    assertThat(blue(10, 15)).isCloseTo(102, within(1));
  }

  @Test
  void stroke_area_isNotLeft() {
    var area = new Rectangle2D.Double(10, 15, 10, 8);

    draw(line(2, 6, LineMode.SLOPE, -1e9, 1e9, -1e9, 1e9, -20, 50), 6, 1, Color.BLUE, area);

    int inside = 0;
    for (int i = 0; i < SIZE * SIZE; i++) {
      int x = i % SIZE;
      int y = i / SIZE;
      if (area.contains(x, y)) {
        inside += blue(x, y);
      } else {
        assertThat(blue(x, y)).as("pixel %d, %d", x, y).isZero();
      }
    }
    assertThat(inside).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"-100", "100"})
  void stroke_lineBesideTheArea_drawsNothing(double left) {
    draw(line(left, 5, LineMode.SLOPE, 10, 20, 30), 3, 1, Color.BLUE, ALL);

    assertThat(image.getRGB(0, 0, SIZE, SIZE, null, 0, SIZE)).containsOnly(0xff000000);
  }

  @Test
  void stroke_lonePoint_drawsNothing() {
    draw(line(20, 5, LineMode.SLOPE, 20), 3, 1, Color.BLUE, ALL);

    assertThat(image.getRGB(0, 0, SIZE, SIZE, null, 0, SIZE)).containsOnly(0xff000000);
  }

  @Test
  void stroke_secondLine_isNotTouchedByTheFirst() {
    var raster = new StrokeRaster(image, 1);
    raster.stroke(line(2, 36, LineMode.SLOPE, 4.5, 4.5), 1, Color.BLUE, ALL);
    raster.stroke(line(2, 36, LineMode.SLOPE, 30.5, 30.5), 1, Color.BLUE, ALL);

    assertThat(blue(20, 4)).isEqualTo(255);
    assertThat(blue(20, 15)).isZero();
    assertThat(blue(20, 30)).isEqualTo(255);
  }
}
