// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;

/// Draws solid lines of graphs into the pixels of an opaque image, several times as quickly as
/// Java2D, which must be ready for any shape.
///
/// A line of a graph goes from left to right. Then its stroke, with all joins, is what lies between
/// two curves: every vertical cuts it in one interval. For say a vertical meets the pieces i to k,
/// each a segment with half the width *r* around it. Points are ordered by x, so the vertical meets
/// all pieces between, and the point two neighbours share is at most *r* away from it: they meet
/// there, and the intervals of neighbours overlap.
///
/// So nothing has to be sorted. Each edge of the outline (sides, ends, and the miters or bevels of
/// joins) raises the upper curve or sinks the lower one at eight verticals per pixel. What of a
/// pixel is covered is then exact along each vertical, and summed up down the column from where
/// intervals begin and end, as font rasterisers do along rows [1]. Joins are those of cairo and
/// Java2D: a miter, or a bevel where the miter would be longer than ten widths [2].
///
/// 1. Raph Levien, Inside the fastest font renderer in the world, 2016 (the accumulation buffer)
/// 2. PostScript Language Reference, third edition, `setmiterlimit`
///
/// Measured by `PngBenchmark`. Nothing is allocated per line. Used by one thread.
final class StrokeRaster {

  /// Of a vertical per pixel; Java2D has as many.
  private static final int SAMPLES = 8;

  /// Heights in pixels have eight bits of fraction.
  private static final int ONE = 256;

  /// Degrees of covering a pixel, of which verticals tell no more apart anyway. Fewer colours make
  /// smaller files: by a quarter, and as much of the time to write them.
  private static final int DEGREES = 32;

  private final int[] pixels;
  private final int width;
  private final int height;
  private final double scale;

  /// The curves at each vertical; the upper one is the lesser.
  private final float[] upper;

  private final float[] lower;

  /// By how much the covered share of a column changes from one row to the next.
  private final int[] changes;

  private int firstSample;
  private int lastSample;

  /// @param image of type INT_RGB
  /// @param scale pixels for one unit of a line's coordinates
  StrokeRaster(BufferedImage image, double scale) {
    this.pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    this.width = image.getWidth();
    this.height = image.getHeight();
    this.scale = scale;
    this.upper = new float[width * SAMPLES];
    this.lower = new float[width * SAMPLES];
    this.changes = new int[height + 2];
  }

  /// Draws one line.
  ///
  /// @param area nothing is drawn beyond
  void stroke(Polyline run, double lineWidth, Color color, Rectangle2D area) {
    double radius = lineWidth * scale / 2;
    int left = pixel(area.getMinX(), width);
    int right = pixel(area.getMaxX(), width);
    int first = (int) Math.max(left, Math.floor(run.x(0) * scale - radius));
    int last = (int) Math.min(right - 1, Math.floor(run.x(run.size() - 1) * scale + radius));
    if (first > last) {
      return;
    }
    firstSample = first * SAMPLES;
    lastSample = (last + 1) * SAMPLES - 1;
    Arrays.fill(upper, firstSample, lastSample + 1, Float.POSITIVE_INFINITY);
    Arrays.fill(lower, firstSample, lastSample + 1, Float.NEGATIVE_INFINITY);
    outline(run, radius);
    int top = pixel(area.getMinY(), height);
    int bottom = pixel(area.getMaxY(), height);
    for (int column = first; column <= last; column++) {
      paintColumn(column, top, bottom, color.getRGB());
    }
  }

  /// The first pixel whose middle is not before a coordinate.
  private int pixel(double coordinate, int most) {
    return (int) Math.clamp(Math.ceil(coordinate * scale - 0.5), 0, most);
  }

  private void outline(Polyline run, double radius) {
    double fromX = run.x(0) * scale;
    double fromY = run.y(0) * scale;
    double lastAcross = 0;
    double lastUp = 0;
    for (int i = 1; i < run.size(); i++) {
      double toX = run.x(i) * scale;
      double toY = run.y(i) * scale;
      double length = Math.sqrt((toX - fromX) * (toX - fromX) + (toY - fromY) * (toY - fromY));
      if (length == 0) {
        continue;
      }
      // from the middle of the line to its upper side
      double across = (toY - fromY) * radius / length;
      double up = (fromX - toX) * radius / length;
      if (lastAcross != 0 || lastUp != 0) {
        join(fromX, fromY, lastAcross, lastUp, across, up, radius * radius);
      }
      raise(fromX + across, fromY + up, toX + across, toY + up);
      sink(fromX - across, fromY - up, toX - across, toY - up);
      if (across > 0) {
        raise(fromX - across, fromY - up, fromX + across, fromY + up);
        sink(toX - across, toY - up, toX + across, toY + up);
      } else {
        raise(toX + across, toY + up, toX - across, toY - up);
        sink(fromX + across, fromY + up, fromX - across, fromY - up);
      }
      fromX = toX;
      fromY = toY;
      lastAcross = across;
      lastUp = up;
    }
  }

  /// What lies between the outer sides of two segments.
  private void join(
      double x,
      double y,
      double lastAcross,
      double lastUp,
      double across,
      double up,
      double squaredRadius) {
    boolean outsideIsUp = lastAcross * up - lastUp * across > 0;
    double side = outsideIsUp ? 1 : -1;
    double fromX = x + side * lastAcross;
    double fromY = y + side * lastUp;
    double toX = x + side * across;
    double toY = y + side * up;
    double turned = squaredRadius + lastAcross * across + lastUp * up;
    // the miter in widths is 1 / cos(turn / 2)
    double limit = TraceRenderer.MITER_LIMIT;
    double tipX = toX;
    double tipY = toY;
    if (turned * limit * limit >= 2 * squaredRadius) {
      tipX = x + side * (lastAcross + across) * squaredRadius / turned;
      tipY = y + side * (lastUp + up) * squaredRadius / turned;
    }
    if (outsideIsUp) {
      raise(fromX, fromY, tipX, tipY);
      raise(tipX, tipY, toX, toY);
    } else {
      sink(fromX, fromY, tipX, tipY);
      sink(tipX, tipY, toX, toY);
    }
  }

  private void raise(double fromX, double fromY, double toX, double toY) {
    int first = firstSample(fromX);
    int last = lastSample(toX);
    if (first > last) {
      return;
    }
    double slope = (toY - fromY) / (toX - fromX);
    double start = fromY - fromX * slope + slope / (2 * SAMPLES);
    for (int i = first; i <= last; i++) {
      float y = (float) (start + i * (slope / SAMPLES));
      if (y < upper[i]) {
        upper[i] = y;
      }
    }
  }

  private void sink(double fromX, double fromY, double toX, double toY) {
    int first = firstSample(fromX);
    int last = lastSample(toX);
    if (first > last) {
      return;
    }
    double slope = (toY - fromY) / (toX - fromX);
    double start = fromY - fromX * slope + slope / (2 * SAMPLES);
    for (int i = first; i <= last; i++) {
      float y = (float) (start + i * (slope / SAMPLES));
      if (y > lower[i]) {
        lower[i] = y;
      }
    }
  }

  private int firstSample(double x) {
    return Math.max(firstSample, (int) Math.ceil(x * SAMPLES - 0.5));
  }

  private int lastSample(double x) {
    return Math.min(lastSample, (int) Math.ceil(x * SAMPLES - 0.5) - 1);
  }

  private void paintColumn(int column, int top, int bottom, int color) {
    int first = bottom;
    int last = top - 1;
    for (int i = column * SAMPLES; i < (column + 1) * SAMPLES; i++) {
      int begin = Math.max(ONE * top, (int) (ONE * upper[i] + 0.5f));
      int end = Math.min(ONE * bottom, (int) (ONE * lower[i] + 0.5f));
      if (begin >= end) {
        continue;
      }
      cover(begin, 1);
      cover(end, -1);
      first = Math.min(first, begin / ONE);
      last = Math.max(last, end / ONE);
    }
    int covered = 0;
    int at = first * width + column;
    for (int row = first; row <= last; row++) {
      covered += changes[row];
      changes[row] = 0;
      int degree = (covered * DEGREES + SAMPLES * ONE / 2) / (SAMPLES * ONE);
      if (degree > 0) {
        pixels[at] = mix(pixels[at], color, degree * (ONE / DEGREES));
      }
      at += width;
    }
    changes[last + 1] = 0;
  }

  /// Covers all below a height, or what is left of it.
  private void cover(int height, int sign) {
    int row = height / ONE;
    int part = height % ONE;
    changes[row] += sign * (ONE - part);
    changes[row + 1] += sign * part;
  }

  /// @param share of the second colour, of [#ONE]
  private static int mix(int under, int over, int share) {
    int alpha = over >>> 24;
    int part = alpha == 255 ? share : (share * alpha + 127) / 255;
    if (part == ONE) {
      return over;
    }
    int rest = ONE - part;
    int redAndBlue = (under & 0xff00ff) * rest + (over & 0xff00ff) * part + 0x800080;
    int green = (under & 0xff00) * rest + (over & 0xff00) * part + 0x8000;
    return ((redAndBlue >>> 8) & 0xff00ff) | ((green >>> 8) & 0xff00);
  }
}
