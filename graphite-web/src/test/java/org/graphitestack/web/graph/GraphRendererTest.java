// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.graphitestack.web.series.TimeSeries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GraphRendererTest {

  private static final GraphRenderer RENDERER = GraphRenderer.create();

  private static byte[] png(List<TimeSeries> series, Map<String, String> parameters) {
    return RENDERER.lines(series, parameters, ZoneOffset.UTC, 0, 0).bytes();
  }

  private static BufferedImage image(List<TimeSeries> series, Map<String, String> parameters)
      throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png(series, parameters)));
  }

  @Test
  void png_noParameters_hasTheDefaultSize() throws IOException {
    var image = image(List.of(SampleSeries.ramp("a")), Map.of());

    assertThat(image.getWidth()).isEqualTo(330);
    assertThat(image.getHeight()).isEqualTo(250);
  }

  @Test
  void png_background_fillsCorners() throws IOException {
    var image = image(List.of(SampleSeries.ramp("a")), Map.of("bgcolor", "123456"));

    assertThat(image.getRGB(0, 0)).isEqualTo(0xff123456);
    assertThat(image.getRGB(329, 249)).isEqualTo(0xff123456);
  }

  @Test
  void png_translucentBackground_staysTranslucent() throws IOException {
    var image = image(List.of(SampleSeries.ramp("a")), Map.of("bgcolor", "12345600"));

    assertThat(image.getRGB(0, 0) >>> 24).isZero();
  }

  @Test
  void png_noSeries_saysNoData() throws IOException {
    var image = image(List.of(), Map.of());

    int redPixels = 0;
    for (int x = 0; x < 330; x++) {
      for (int y = 0; y < 250; y++) {
        redPixels += image.getRGB(x, y) == 0xffc80032 ? 1 : 0;
      }
    }
    assertThat(redPixels).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"1,1", "5,5", "10,10", "11,11", "40,15", "60,60", "20,300", "300,20"})
  void png_tinyImage_isDrawn(int width, int height) throws IOException {
    var parameters =
        Map.of("width", "" + width, "height", "" + height, "title", "t", "vtitle", "v");

    var image = image(List.of(SampleSeries.ramp("a")), parameters);

    assertThat(image.getWidth()).isEqualTo(width);
    assertThat(image.getHeight()).isEqualTo(height);
  }

  @ParameterizedTest
  @CsvSource({
    "width, 0, 1 to 20000",
    "width, wide, a finite number",
    "height, 99999, 1 to 20000",
    "fontSize, abc, a finite number",
    "fontSize, 0, 1 to 500",
    "lineWidth, -1, 0 to 1000",
    "lineMode, zigzag, 'slope, staircase or connected'",
    "areaMode, nosuch, 'none, first, all or stacked'",
    "yAxisSide, top, left or right",
    "yDivisors, '4,x', 'whole numbers from 1 to 1000, separated by commas'",
    "logBase, 1, 'e, or 1.01 to 1000000; below 1 for none'",
    "tz, Mars/Olympus, a time zone such as Europe/Berlin",
    "yMin, low, a finite number",
    "scale, 11, 0.1 to 10",
    "theme, sepia, light or dark",
    "bgcolor, Red, 'a colour name such as red, or rrggbb, or rrggbbaa'",
    "colorList, 'red,nosuch', 'a colour name such as red, or rrggbb, or rrggbbaa'",
  })
  void png_valueThatCannotBeDrawn_isRefusedByName(String name, String value, String expected) {
    assertThatThrownBy(() -> png(List.of(SampleSeries.ramp("a")), Map.of(name, value)))
        .isInstanceOf(GraphParameterException.class)
        .hasMessageStartingWith(name + ": ")
        .hasMessageEndingWith("(expected: " + expected + ")");
  }

  @Test
  void png_moreThanAllPixels_isRefused() {
    assertThatThrownBy(() -> png(List.of(), Map.of("width", "20000", "height", "20000")))
        .hasMessage("height: 20000 (expected: at most 1250 for width 20000)");
  }

  @Test
  void png_moreThanAllPixelsAfterScaling_isRefused() {
    assertThatThrownBy(
            () -> png(List.of(), Map.of("width", "1000", "height", "9999", "scale", "2")))
        .hasMessage("height: 9999 (expected: at most 6250 for width 1000 with scale 2)");
  }

  @ParameterizedTest
  @CsvSource({"scale, 2, 660, 500", "pixelRatio, 1.5, 495, 375", "scale, 0.5, 165, 125"})
  void png_scale_multipliesThePixels(String name, String scale, int width, int height)
      throws IOException {
    var image = image(List.of(SampleSeries.ramp("a")), Map.of(name, scale));

    assertThat(image.getWidth()).isEqualTo(width);
    assertThat(image.getHeight()).isEqualTo(height);
  }

  @ParameterizedTest
  @CsvSource({"dark, ff1b1d21", "light, ffffffff"})
  void png_theme_choosesTheTemplate(String theme, String background) throws IOException {
    var image = image(List.of(SampleSeries.ramp("a")), Map.of("theme", theme));

    assertThat(Integer.toHexString(image.getRGB(0, 0))).isEqualTo(background);
  }

  @Test
  void png_themeAndTemplate_drawsTheTemplate() throws IOException {
    var parameters = Map.of("theme", "light", "template", "classic");

    assertThat(image(List.of(), parameters).getRGB(0, 0)).isEqualTo(0xff000000);
  }

  @Test
  void refusal_parametersThatCannotBeDrawn_keepsTheOthers() throws IOException {
    var parameters = Map.of("width", "400", "height", "0", "bgcolor", "nosuch", "theme", "dark");

    var picture = RENDERER.refusal("height: 0 (expected: 1 to 20000)", parameters);

    assertThat(picture.contentType()).isEqualTo("image/png");
    var image = ImageIO.read(new ByteArrayInputStream(picture.bytes()));
    assertThat(image.getWidth()).isEqualTo(400);
    assertThat(image.getHeight()).isEqualTo(250);
    assertThat(image.getRGB(0, 0)).isEqualTo(0xff1b1d21);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "12,300", "300,5", "330,250"})
  void refusal_anySize_isDrawn(String width, String height) throws IOException {
    var reason = "aVeryLongWordThatNeverFits ".repeat(30);

    var picture = RENDERER.refusal(reason, Map.of("width", width, "height", height));

    var image = ImageIO.read(new ByteArrayInputStream(picture.bytes()));
    assertThat(image.getWidth()).isEqualTo(Integer.parseInt(width));
  }

  @Test
  void png_bottomNotBelowTop_isRefused() {
    assertThatThrownBy(() -> png(List.of(SampleSeries.ramp("a")), Map.of("yMin", "5", "yMax", "1")))
        .hasMessage("yMin: 5.0 (expected: less than yMax, which is 1.0)");
  }

  @Test
  void png_unknownColorOfASeries_isRefused() {
    var series = SampleSeries.ramp("a").withDrawing("color", "nosuch");

    assertThatThrownBy(() -> png(List.of(series), Map.of()))
        .isInstanceOf(GraphParameterException.class)
        .hasMessageStartingWith("color: nosuch (expected: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"logBase=0", "yUnitSystem=nosuch", "leftDashed=true", "areaAlpha=much"})
  void png_valueGraphiteForgives_isDrawn(String parameter) throws IOException {
    String[] parts = parameter.split("=", 2);

    var image = image(List.of(SampleSeries.ramp("a")), Map.of(parts[0], parts[1]));

    assertThat(image.getWidth()).isEqualTo(330);
  }

  @Test
  void png_valuesNoAxisCanShow_isDrawn() throws IOException {
    var series =
        SampleSeries.of(
            "a", Double.NEGATIVE_INFINITY, 1, Double.POSITIVE_INFINITY, -1e308, 1e308, 0);

    var image = image(List.of(series), Map.of());

    assertThat(image.getWidth()).isEqualTo(330);
  }
}
