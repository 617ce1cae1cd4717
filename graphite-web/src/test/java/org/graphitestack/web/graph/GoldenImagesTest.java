// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphitestack.web.series.TimeSeries;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A picture per way to draw. To bless changed pictures run with `-Dgraph.bless=true`, look at each
/// one, and commit them.
class GoldenImagesTest {

  private static final double NULL = SampleSeries.NULL;

  private static final GoldenImages GOLDEN = new GoldenImages();
  private static final GraphRenderer RENDERER = GraphRenderer.create();

  private static final TimeSeries WAVE = wave("servers.web01.cpu", 0);
  private static final TimeSeries SECOND_WAVE = wave("servers.web02.cpu", 2);
  private static final TimeSeries GAPS =
      SampleSeries.of("servers.web03.cpu", 60, i -> i % 12 < 2 || i == 30 ? NULL : 20 + i / 3.0);
  private static final TimeSeries SPARSE =
      SampleSeries.of("deploys", 60, i -> i % 20 == 10 ? 1 : 0);

  private static TimeSeries wave(String name, double phase) {
    return SampleSeries.of(name, 60, i -> 30 + 20 * Math.sin(i / 8.0 + phase));
  }

  @AfterAll
  static void writePage() throws IOException {
    GOLDEN.writePage();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pictures")
  void png_wayToDraw_looksAsBlessed(String name, List<TimeSeries> series, String parameters)
      throws IOException {
    byte[] png = RENDERER.lines(series, Layouts.parse(parameters), ZoneOffset.UTC, 0, 0).bytes();

    assertThat(GOLDEN.differenceFrom(name, png)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "pie, width=400&title=Slices",
    "pie-rotated, pieLabels=rotated&valueLabels=number&valueLabelsMin=0&valueLabelsColor=white",
    "pie-translucent, areaAlpha=0.4&hideLegend=true&valueLabels=none&theme=dark",
    "pie-scaled, scale=2&width=200&height=200",
  })
  void png_wayToDrawAPie_looksAsBlessed(String name, String parameters) throws IOException {
    var slices =
        List.<PieSlice>of(
            new PieSlice.OfSeries(WAVE),
            new PieSlice.OfNumber("literal", 7.5),
            new PieSlice.OfSeries(GAPS),
            new PieSlice.OfNumber("small", 1));

    var picture = RENDERER.pie(slices, Layouts.parse(parameters), ZoneOffset.UTC);

    assertThat(GOLDEN.differenceFrom(name, picture.bytes())).isEmpty();
  }

  @Test
  void png_refusal_looksAsBlessed() throws IOException {
    var picture =
        RENDERER.refusal(
            "Received request for unknown function: sumSerie at character 1, nearest: sumSeries",
            Map.of());

    assertThat(GOLDEN.differenceFrom("refusal", picture.bytes())).isEmpty();
  }

  private static Stream<Arguments> pictures() {
    var pictures = new ArrayList<Arguments>();
    for (String lineMode : List.of("slope", "staircase", "connected")) {
      for (String areaMode : List.of("none", "first", "all", "stacked")) {
        pictures.add(
            Arguments.of(
                lineMode + "-" + areaMode,
                List.of(WAVE, GAPS, SECOND_WAVE),
                "lineMode=" + lineMode + "&areaMode=" + areaMode));
      }
    }
    pictures.addAll(
        List.of(
            Arguments.of("no-data", List.of(), "-"),
            Arguments.of("titles", List.of(WAVE), "title=Load%0Aper server&vtitle=percent"),
            Arguments.of("area-alpha", List.of(WAVE, GAPS), "areaMode=stacked&areaAlpha=0.4"),
            Arguments.of("area-between", areaBetween(), "-"),
            Arguments.of("two-axes", twoAxes(), "width=500&vtitle=percent&vtitleRight=users"),
            Arguments.of("right-side", List.of(WAVE), "yAxisSide=right&title=on the right"),
            Arguments.of("logarithmic", List.of(WAVE, growth()), "logBase=10&minorY=8"),
            Arguments.of("verticals", List.of(WAVE, verticals()), "-"),
            Arguments.of("dashes-and-widths", dashesAndWidths(), "lineWidth=2"),
            Arguments.of("classic", List.of(WAVE, GAPS), "template=classic&fontBold=true"),
            Arguments.of("solarized", List.of(WAVE, GAPS), "template=solarized-dark"),
            Arguments.of("serif-italic", List.of(WAVE), "fontName=Serif&fontItalic=true"),
            Arguments.of("graph-only", List.of(WAVE, GAPS), "graphOnly=true&width=120&height=30"),
            Arguments.of("dark", List.of(WAVE, GAPS), "theme=dark&title=Dark"),
            Arguments.of("scaled", List.of(WAVE, GAPS), "scale=2&width=300&title=Sharp"),
            Arguments.of("tiny", List.of(WAVE), "width=30&height=12&title=t"),
            Arguments.of("limits", List.of(WAVE), "yMin=20&yMax=45&hideGrid=true"),
            Arguments.of("null-as-zero", List.of(GAPS), "drawNullAsZero=true&margin=20"),
            Arguments.of("legend-of-many", many(), "hideLegend=false&width=500"),
            Arguments.of("day", List.of(day()), "width=800&height=200&tz=Europe/Berlin")));
    return pictures.stream();
  }

  private static List<TimeSeries> areaBetween() {
    TimeSeries low = wave("low", 0).withDrawing("stacked", true).withDrawing("invisible", true);
    TimeSeries high =
        SampleSeries.of("between", 60, i -> 45 + 20 * Math.sin(i / 8.0))
            .withDrawing("stacked", true)
            .withDrawing("alpha", 0.4);
    return List.of(low, high, GAPS);
  }

  private static List<TimeSeries> twoAxes() {
    TimeSeries right =
        SampleSeries.of("users", 60, i -> 1000.0 * i * i).withDrawing("secondYAxis", true);
    return List.of(WAVE, right);
  }

  private static TimeSeries growth() {
    return SampleSeries.of("growth", 60, i -> i == 7 ? 0 : Math.pow(1.2, i));
  }

  private static TimeSeries verticals() {
    return SPARSE.withDrawing("drawAsInfinite", true).withDrawing("color", "orange");
  }

  private static List<TimeSeries> dashesAndWidths() {
    return List.of(
        WAVE.withDrawing("dashed", 5.0),
        SECOND_WAVE.withDrawing("lineWidth", 6.0).withDrawing("alpha", 0.5),
        GAPS.withDrawing("color", "ff000080"));
  }

  private static List<TimeSeries> many() {
    var many = new ArrayList<TimeSeries>();
    for (int i = 0; i < 14; i++) {
      many.add(wave("servers.web" + i + ".load", i / 3.0));
    }
    return many;
  }

  private static TimeSeries day() {
    return SampleSeries.of("requests", 1440, i -> 5000 + 4500 * Math.sin(i / 220.0) + i % 7 * 90);
  }
}
