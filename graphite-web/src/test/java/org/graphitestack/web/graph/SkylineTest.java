// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Heights grow downwards: pixels, with level 50 in the middle of an area of 100.
class SkylineTest {

  private static final PlotArea AREA = new PlotArea(0, 0, 100, 100);

  private static List<Polyline> line(double from, double to) {
    var trace =
        new Trace("a", Color.RED, Trace.Kind.AREA, 1, 0, false, 0, 100, new double[] {from, to});
    return Polyline.of(trace, LineMode.SLOPE, 0, x -> x, y -> y);
  }

  @Test
  void uncovered_nothingInFront_isTheWholeSurface() {
    Path2D uncovered = new Skyline(AREA, 50).uncovered(line(20, 20));

    assertThat(uncovered.contains(50, 21)).isTrue();
    assertThat(uncovered.contains(50, 49)).isTrue();
    assertThat(uncovered.contains(50, 51)).isFalse();
    assertThat(uncovered.contains(50, 19)).isFalse();
  }

  @Test
  void uncovered_lowerAreaInFront_isWhatSticksOutAboveIt() {
    var skyline = new Skyline(AREA, 50);
    skyline.cover(line(40, 40));

    Path2D uncovered = skyline.uncovered(line(20, 20));

    assertThat(uncovered.contains(50, 39)).isTrue();
    assertThat(uncovered.contains(50, 41)).isFalse();
  }

  @Test
  void uncovered_curvesThatCross_isOnlyWhereItIsHigher() {
    var skyline = new Skyline(AREA, 50);
    skyline.cover(line(20, 40));

    Path2D uncovered = skyline.uncovered(line(40, 20));

    assertThat(uncovered.contains(90, 30)).isTrue();
    assertThat(uncovered.contains(10, 45)).isFalse();
  }

  @Test
  void uncovered_otherSideOfTheLevel_isNotCovered() {
    var skyline = new Skyline(AREA, 50);
    skyline.cover(line(20, 20));

    Path2D uncovered = skyline.uncovered(line(70, 70));

    assertThat(uncovered.contains(50, 60)).isTrue();
    assertThat(uncovered.contains(50, 30)).isFalse();
  }
}
