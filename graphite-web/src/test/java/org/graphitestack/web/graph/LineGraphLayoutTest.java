// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graphitestack.web.series.TimeSeries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineGraphLayoutTest {

  private static final TimeSeries RAMP = SampleSeries.ramp("a.b");
  private static final TimeSeries RIGHT =
      SampleSeries.of("c.d", 60, i -> i * 1000.0 / 59).withDrawing("secondYAxis", true);

  private static void assertArea(
      LineGraph graph, double left, double right, double top, double bottom) {
    assertThat(graph.area().left()).isEqualTo(left, within(0.05));
    assertThat(graph.area().right()).isEqualTo(right, within(0.05));
    assertThat(graph.area().top()).isEqualTo(top, within(0.05));
    assertThat(graph.area().bottom()).isEqualTo(bottom, within(0.05));
  }

  @ParameterizedTest
  @CsvSource({
    "-, 42.44, 320, 10, 203.79",
    "hideLegend=true, 42.44, 320, 10, 221.44",
    "hideXAxis=true, 42.44, 320, 10, 222.36",
    "hideYAxis=true, 20, 320, 10, 203.79",
    "hideAxes=true, 20, 320, 10, 222.36",
    "title=a, 42.44, 320, 33.97, 203.79",
    "title=a%0Ab, 42.44, 320, 47.94, 203.79",
    "title=a&yAxisSide=right, 20, 297.56, 23.97, 203.79",
    "vtitle=v, 71.9, 320, 10, 203.79",
    "vtitle=v%0Aw, 85.88, 320, 10, 203.79",
    "vtitle=v&margin=20, 91.91, 310, 20, 193.79",
    "margin=0, 32.44, 330, 0, 213.79",
    "margin=-5, 42.44, 320, 10, 203.79",
    "yAxisSide=right, 20, 297.56, 10, 203.79",
    "fontSize=14, 55.42, 320, 10, 191.71",
    "fontBold=true, 45.81, 320, 10, 203.79",
    "graphOnly=true, 0, 330, 0, 250",
  })
  void layOut_oneAxis_leavesTheReferencesPlotArea(
      String parameters, double left, double right, double top, double bottom) {
    assertArea(Layouts.unrounded(List.of(RAMP), parameters), left, right, top, bottom);
  }

  @ParameterizedTest
  @CsvSource({
    "-, 42.44, 291.07, 10, 203.79",
    "vtitleRight=v, 42.44, 268.09, 10, 203.79",
    "vtitleRight=v&vtitle=w, 71.91, 268.09, 10, 203.79",
    "hideYAxis=true, 42.44, 291.07, 10, 203.79",
    "hideAxes=true, 42.44, 291.07, 10, 222.36",
    "yAxisSide=right, 42.44, 291.07, 10, 203.79",
    "margin=0, 32.44, 291.07, 0, 213.79",
  })
  void layOut_twoAxes_leavesTheReferencesPlotArea(
      String parameters, double left, double right, double top, double bottom) {
    assertArea(Layouts.unrounded(List.of(RAMP, RIGHT), parameters), left, right, top, bottom);
  }

  @ParameterizedTest
  @CsvSource({"1, 202", "2, 202", "3, 189", "5, 176", "10, 150"})
  void layOut_legendOfSoManyNames_endsThePlotAreaAbove(int count, double bottom) {
    var series = new ArrayList<TimeSeries>();
    for (int i = 0; i < count; i++) {
      series.add(SampleSeries.ramp("servers.web0" + i % 10 + ".cpu"));
    }

    LineGraph graph = Layouts.rounded(series, "-");

    assertThat(graph.area().bottom()).isEqualTo(bottom);
    assertThat(graph.legend()).hasSize(count);
  }

  @Test
  void layOut_elevenSeries_hidesTheLegendUnlessAskedFor() {
    var series = new ArrayList<TimeSeries>();
    for (int i = 0; i < 11; i++) {
      series.add(SampleSeries.ramp("n" + i));
    }

    assertThat(Layouts.rounded(series, "-").legend()).isEmpty();
    assertThat(Layouts.rounded(series, "hideLegend=false").legend()).hasSize(11);
  }

  @Test
  void layOut_legendFilters_leaveOutEqualNamesAndNullSeries() {
    TimeSeries unknown = SampleSeries.of("unknown", SampleSeries.NULL, SampleSeries.NULL);
    List<TimeSeries> series = List.of(RAMP, unknown, RAMP);

    LineGraph graph = Layouts.rounded(series, "uniqueLegend=true&hideNullFromLegend=true");

    assertThat(graph.legend()).singleElement().extracting(e -> e.name().text()).isEqualTo("a.b");
  }

  @Test
  void layOut_nameWithPlusAndPercent_isShownAsItIs() {
    LineGraph graph = Layouts.rounded(List.of(SampleSeries.ramp("a+b%41")), "title=a+b%41");

    assertThat(graph.legend().getFirst().name().text()).isEqualTo("a+b%41");
    assertThat(graph.titles().getFirst().text()).isEqualTo("a bA");
  }

  @Test
  void layOut_twoAxesWithRoom_putsRightNamesAtTheRightEdge() {
    LineGraph graph = Layouts.rounded(List.of(RAMP, RIGHT), "width=600");

    LegendEntry right = graph.legend().get(1);
    assertThat(right.x() + right.size()).isEqualTo(590);
    assertThat(right.name().alignment()).isEqualTo(TextLine.Alignment.RIGHT);
  }

  @Test
  void layOut_colors_goRoundAndOwnColorsTakeNone() {
    TimeSeries own = RAMP.withDrawing("color", "00ff0080");

    LineGraph graph = Layouts.rounded(List.of(RAMP, own, RAMP, RAMP), "colorList=red,blue");

    assertThat(graph.traces())
        .extracting(Trace::color)
        .containsExactly(
            GraphColors.parse("", "red"),
            GraphColors.parse("", "00ff0080"),
            GraphColors.parse("", "blue"),
            GraphColors.parse("", "red"));
  }

  @Test
  void layOut_userLimitsBetweenLabels_mapBottomToTop() {
    LineGraph graph = Layouts.rounded(List.of(RAMP), "yMin=0&yMax=95");

    assertThat(graph.left().scale().labels()).last().isEqualTo(80.0);
    assertThat(graph.left().scale().fraction(95)).isEqualTo(1);
    assertThat(graph.left().scale().fraction(80)).isEqualTo(80 / 95.0, within(1e-9));
  }

  @Test
  void layOut_morePointsThanPixels_consolidatesByTheSeriesFunction() {
    TimeSeries long1 = SampleSeries.of("a", 1440, i -> i % 2);

    LineGraph graph = Layouts.rounded(List.of(long1), "width=330");
    LineGraph exact = Layouts.rounded(List.of(long1), "width=330&minXStep=0");

    assertThat(graph.traces().getFirst().values()).hasSizeLessThan(330);
    assertThat(graph.traces().getFirst().step() % 60).isZero();
    assertThat(exact.traces().getFirst().values()).hasSize(1440);
  }

  @Test
  void layOut_stacked_sumsAndStartsAtTheSmallestSingleValue() {
    TimeSeries first = SampleSeries.of("a", 1, 2, 3);
    TimeSeries second = SampleSeries.of("b", 1, SampleSeries.NULL, 1);

    LineGraph graph = Layouts.rounded(List.of(first, second), "areaMode=stacked");

    assertThat(graph.left().scale().bottom()).isEqualTo(1);
    assertThat(graph.left().scale().top()).isEqualTo(4);
    assertThat(graph.traces().get(1).values()).containsExactly(2, SampleSeries.NULL, 4);
    assertThat(graph.traces()).allMatch(trace -> trace.kind() == Trace.Kind.AREA);
  }

  @Test
  void layOut_areaAlpha_addsAnOpaqueLinePerArea() {
    LineGraph graph = Layouts.rounded(List.of(RAMP), "areaMode=all&areaAlpha=0.2");

    assertThat(graph.traces())
        .extracting(Trace::kind)
        .containsExactly(Trace.Kind.AREA, Trace.Kind.LINE);
    assertThat(graph.traces()).extracting(t -> t.color().getAlpha()).containsExactly(51, 255);
  }

  @Test
  void layOut_singlePoint_turnsSlopeIntoStaircase() {
    LineGraph graph = Layouts.rounded(List.of(SampleSeries.of("a", 5)), "-");

    assertThat(graph.mode()).isEqualTo(LineMode.STAIRCASE);
  }

  @Test
  void layOut_seriesOfNoDuration_spansTheRequestedWindow() {
    TimeSeries moment =
        new TimeSeries(
            "event",
            "event",
            Map.of(),
            1000,
            1000,
            1,
            new double[] {1, 1},
            false,
            "average",
            1,
            0,
            Map.of("drawAsInfinite", true));
    GraphSettings settings =
        GraphSettings.read(Layouts.parse("-"), GraphTemplates.builtIn(), ZoneOffset.UTC);

    GraphDefinition graph =
        LineGraphLayout.layOut(
            List.of(moment),
            settings,
            GraphDefaults.standard(),
            BundledFonts.load(),
            new TimeRange(500, 1500),
            List.of());

    assertThat(graph).isInstanceOf(LineGraph.class);
    assertThat(((LineGraph) graph).time().start()).isEqualTo(500);
  }

  @Test
  void layOut_axisOptions_overrideSeriesOnlyWithTwoAxes() {
    String parameters = "leftColor=red&leftWidth=3&leftDashed=4";

    assertThat(Layouts.rounded(List.of(RAMP), parameters).traces().getFirst().width())
        .isEqualTo(1.2);
    Trace left = Layouts.rounded(List.of(RAMP, RIGHT), parameters).traces().getFirst();
    assertThat(left.width()).isEqualTo(3);
    assertThat(left.dash()).isEqualTo(4);
    assertThat(left.color()).isEqualTo(GraphColors.parse("", "red"));
  }
}
