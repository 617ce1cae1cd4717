// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngEncoderTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "7, 3, 1",
    "330, 250, 1",
    "1, 500, 1",
    "1, 1, 2",
    "330, 250, 2",
    "1000, 2, 2"
  })
  void encode_anyPixels_areReadBackByTheJdk(int width, int height, int type) throws IOException {
    assertThat(type).isIn(BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB);
    var image = new BufferedImage(width, height, type);
    var random = new Random(width * 1000L + height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }

    BufferedImage read = ImageIO.read(new ByteArrayInputStream(PngEncoder.encode(image)));

    assertThat(read.getRGB(0, 0, width, height, null, 0, width))
        .isEqualTo(image.getRGB(0, 0, width, height, null, 0, width));
  }
}
