// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelDeflaterTest {

  private static void assertInflatesToItself(int width, int height, IntUnaryOperator pixel)
      throws DataFormatException {
    int[] pixels = IntStream.range(0, width * height).map(pixel).toArray();

    byte[] compressed = PixelDeflater.compress(pixels, width, height);

    byte[] rows = new byte[height * (1 + 3 * width) + 1];
    try (var inflater = new Inflater()) {
      inflater.setInput(compressed);
      assertThat(inflater.inflate(rows)).isEqualTo(rows.length - 1);
      assertThat(inflater.inflate(new byte[1])).isZero();
      assertThat(inflater.finished()).as("the checksum fits, and nothing is missing").isTrue();
      assertThat(inflater.getRemaining()).isZero();
    }
    for (int i = 0; i < pixels.length; i++) {
      int at = i / width * (1 + 3 * width) + 1 + i % width * 3;
      int read = (rows[at] & 0xff) << 16 | (rows[at + 1] & 0xff) << 8 | (rows[at + 2] & 0xff);
      assertThat(read).isEqualTo(pixels[i] & 0xffffff);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "1, 300", "85, 2", "86, 2", "87, 3", "800, 400", "11000, 3"})
  void compress_oneColor_inflatesToItself(int width, int height) throws DataFormatException {
    assertInflatesToItself(width, height, _ -> 0xffffff);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 700", "87, 3", "400, 300", "10922, 3", "10923, 3"})
  void compress_noise_inflatesToItself(int width, int height) throws DataFormatException {
    var random = new Random(7);

    assertInflatesToItself(width, height, _ -> random.nextInt());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "50, 50", "700, 300", "11000, 4"})
  void compress_repetitionsAtAllDistances_inflatesToItself(int width, int height)
      throws DataFormatException {
    var random = new Random(8);
    int[] colors = random.ints(12).toArray();

    assertInflatesToItself(
        width, height, _ -> colors[(int) Math.abs(random.nextGaussian() * 4) % 12]);
  }

  @Test
  void compress_frequenciesOfAllMagnitudes_inflatesToItself() throws DataFormatException {
    var random = new Random(9);

    // each value half as frequent as the one before: the code would be longer than deflate allows
    assertInflatesToItself(
        700, 700, _ -> Long.numberOfTrailingZeros(random.nextLong() | 1L << 40) * 0x010101);
  }

  @Test
  void compress_oneColor_isSmall() {
    int[] pixels = new int[800 * 400];

    assertThat(PixelDeflater.compress(pixels, 800, 400)).hasSizeLessThan(4000);
  }
}
