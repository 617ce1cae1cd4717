// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.graphitestack.web.series.TimeSeries;
import org.junit.jupiter.api.Test;

final class MarkersTest {

  private static final GraphRenderer RENDERER = GraphRenderer.create();
  private static final int RED = 0xffff0000;

  private final TimeSeries series = SampleSeries.ramp("a");
  private final double middle = (series.start() + series.end()) / 2.0;

  @Test
  void picture_withoutMarkers_isAsEver() {
    var parameters = Layouts.parse("width=400&height=200");

    assertThat(bytes("width=400&height=200"))
        .isEqualTo(RENDERER.lines(List.of(series), parameters, ZoneOffset.UTC, 0, 0).bytes());
  }

  @Test
  void moment_inAPicture_isALineInItsColour() throws IOException {
    var image = image(new GraphMarker(middle, middle, "deploy"));

    var columns = new ArrayList<Integer>();
    for (var x = 0; x < image.getWidth(); x++) {
      var red = 0;
      for (var y = 0; y < image.getHeight(); y++) {
        red += image.getRGB(x, y) == RED ? 1 : 0;
      }
      if (red > 40) {
        columns.add(x);
      }
    }
    assertThat(columns).hasSize(1);
  }

  @Test
  void region_inAPicture_isABandBehindTheLines() throws IOException {
    var plain = image();
    var image = image(new GraphMarker(middle - 600, middle + 600, ""));

    var changed = 0;
    for (var x = 0; x < image.getWidth(); x++) {
      changed += image.getRGB(x, 60) == plain.getRGB(x, 60) ? 0 : 1;
    }
    assertThat(changed).isGreaterThan(20);
  }

  @Test
  void labels_inSvg_areThereOnceEach() {
    var svg =
        new String(
            bytes(
                "format=svg&width=800",
                new GraphMarker(middle, middle, "deploy <1> & more"),
                new GraphMarker(middle + 1, middle + 1, "second"),
                new GraphMarker(series.end() - 60, series.end() - 60, "at the edge")),
            StandardCharsets.UTF_8);

    assertThat(svg)
        .contains("class=\"events\"", "deploy &lt;1&gt; &amp; more", ">second<", ">at the edge<");
  }

  @Test
  void labels_ofManyAtOneTime_doNotCoverEachOther() {
    var markers = new GraphMarker[20];
    for (var i = 0; i < markers.length; i++) {
      markers[i] = new GraphMarker(middle, middle, "event " + i);
    }

    var svg = new String(bytes("format=svg&width=800", markers), StandardCharsets.UTF_8);

    assertThat(svg.split(">event [0-9]+<", -1)).hasSize(4);
  }

  @Test
  void markers_outsideTheRange_areLeftOut() {
    assertThat(
            bytes(
                "width=400",
                new GraphMarker(0, 0, "long ago"),
                new GraphMarker(series.end() + 1e6, series.end() + 2e6, "to come")))
        .isEqualTo(bytes("width=400"));
  }

  @Test
  void markers_inAPdf_andInATinyPicture_areDrawn() {
    assertThat(bytes("format=pdf", new GraphMarker(middle, middle + 60, "größe 😀")))
        .startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
    assertThat(bytes("width=20&height=10", new GraphMarker(middle, middle, "x"))).isNotEmpty();
  }

  @Test
  void marker_thatEndsBeforeItStarts_isRefused() {
    assertThatThrownBy(() -> new GraphMarker(2, 1, "x")).hasMessageContaining("end: 1.0");
  }

  private BufferedImage image(GraphMarker... markers) throws IOException {
    var png = bytes("width=400&height=200&eventColor=ff0000&bgcolor=white&lineMode=slope", markers);
    return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(png)));
  }

  private byte[] bytes(String parameters, GraphMarker... markers) {
    return RENDERER
        .lines(List.of(series), Layouts.parse(parameters), ZoneOffset.UTC, 0, 0, List.of(markers))
        .bytes();
  }
}
