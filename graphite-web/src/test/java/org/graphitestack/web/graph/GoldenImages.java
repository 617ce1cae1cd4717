// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/// Compares pictures with blessed ones by the mean colours of small blocks: glyphs may be
/// rasterised a little differently by another JDK, but nothing may be missing, moved or coloured
/// otherwise.
///
/// With `-Dgraph.bless=true` pictures are written instead of compared. Those that differ are shown
/// in `target/golden-images.html`: before, after and difference.
final class GoldenImages {

  private static final Path BLESSED = Path.of("src", "test", "resources", "golden-images");
  private static final Path PAGE = Path.of("target", "golden-images.html");
  private static final int BLOCK = 8;

  /// Of 255: a missing line is far more, another rasteriser's glyph is less.
  private static final double LARGEST_BLOCK_DIFFERENCE = 20;

  private static final double LARGEST_MEAN_DIFFERENCE = 0.5;

  private final boolean bless = Boolean.getBoolean("graph.bless");
  private final Map<String, String> failures = new TreeMap<>();

  /// What is wrong with a picture, empty if nothing is.
  String differenceFrom(String name, byte[] png) throws IOException {
    Path blessed = BLESSED.resolve(name + ".png");
    if (bless) {
      Files.createDirectories(BLESSED);
      Files.write(blessed, png);
      return "";
    }
    if (!Files.exists(blessed)) {
      return name + ": no blessed picture (run with -Dgraph.bless=true and look at it)";
    }
    byte[] expected = Files.readAllBytes(blessed);
    String difference = compare(read(expected), read(png));
    if (difference.isEmpty()) {
      return "";
    }
    failures.put(name, section(name, difference, expected, png));
    return name + ": " + difference + " (see " + PAGE + ")";
  }

  /// Writes the page if there is something to show.
  void writePage() throws IOException {
    if (!failures.isEmpty()) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(
          PAGE,
          "<!doctype html><meta charset=utf-8><title>Golden images</title>"
              + String.join("\n", failures.values()));
    }
  }

  private static BufferedImage read(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static String compare(BufferedImage expected, BufferedImage actual) {
    if (expected.getWidth() != actual.getWidth() || expected.getHeight() != actual.getHeight()) {
      return "size "
          + actual.getWidth()
          + "x"
          + actual.getHeight()
          + " (expected: "
          + expected.getWidth()
          + "x"
          + expected.getHeight()
          + ")";
    }
    double sum = 0;
    double largest = 0;
    int blocks = 0;
    for (int y = 0; y < expected.getHeight(); y += BLOCK) {
      for (int x = 0; x < expected.getWidth(); x += BLOCK) {
        double difference = blockDifference(expected, actual, x, y);
        largest = Math.max(largest, difference);
        sum += difference;
        blocks++;
      }
    }
    boolean alike = largest <= LARGEST_BLOCK_DIFFERENCE && sum / blocks <= LARGEST_MEAN_DIFFERENCE;
    return alike
        ? ""
        : String.format(
            Locale.ROOT,
            "differs by %.2f on average and %.1f at most (expected: %.2f and %.1f)",
            sum / blocks,
            largest,
            LARGEST_MEAN_DIFFERENCE,
            LARGEST_BLOCK_DIFFERENCE);
  }

  /// Largest difference of the mean of a channel.
  private static double blockDifference(
      BufferedImage expected, BufferedImage actual, int left, int top) {
    int[] sums = new int[4];
    int pixels = 0;
    for (int y = top; y < Math.min(top + BLOCK, expected.getHeight()); y++) {
      for (int x = left; x < Math.min(left + BLOCK, expected.getWidth()); x++) {
        int before = expected.getRGB(x, y);
        int after = actual.getRGB(x, y);
        for (int channel = 0; channel < sums.length; channel++) {
          int shift = 8 * channel;
          sums[channel] += (before >> shift & 0xff) - (after >> shift & 0xff);
        }
        pixels++;
      }
    }
    double largest = 0;
    for (int sum : sums) {
      largest = Math.max(largest, Math.abs(sum) / (double) pixels);
    }
    return largest;
  }

  private static String section(String name, String difference, byte[] expected, byte[] actual) {
    String before = dataUrl(expected);
    String after = dataUrl(actual);
    return "<h2>%s</h2><p>%s</p><img src='%s'> <img src='%s'> "
            .formatted(name, difference, before, after)
        + "<span style='display:inline-block;background:url(%s);background-blend-mode:difference'>"
            .formatted(before)
        + "<img src='%s' style='mix-blend-mode:difference;display:block'></span>".formatted(after);
  }

  private static String dataUrl(byte[] png) {
    return "data:image/png;base64,"
        + new String(Base64.getEncoder().encode(png), StandardCharsets.US_ASCII);
  }
}
