// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PieLayoutTest {

  private static final TextMetrics METRICS = BundledFonts.load();

  private static GraphDefinition layOut(String parameters, List<PieSlice> slices) {
    var values = Layouts.parse(parameters);
    var settings = GraphSettings.read(values, GraphTemplates.builtIn(), ZoneOffset.UTC);
    return PieLayout.layOut(slices, settings, PieSettings.read(values), METRICS);
  }

  private static PieGraph pie(String parameters, double... values) {
    var slices = new ArrayList<PieSlice>();
    for (double value : values) {
      slices.add(new PieSlice.OfNumber("slice " + slices.size(), value));
    }
    return (PieGraph) layOut(parameters, slices);
  }

  @Test
  void layOut_numbers_shareTheCircleInOrderWithColorsInTurn() {
    var pie = pie("colorList=red,blue", 1, 2, 1);

    assertThat(pie.slices())
        .containsExactly(
            new PieGraph.Slice("slice 0", GraphColors.parse("", "red"), 0.25),
            new PieGraph.Slice("slice 1", GraphColors.parse("", "blue"), 0.5),
            new PieGraph.Slice("slice 2", GraphColors.parse("", "red"), 0.25));
  }

  @Test
  void layOut_defaultSize_isInTheMiddleOfWhatTitleAndLegendLeave() {
    var pie = pie("hideLegend=true", 1);

    assertThat(pie.centerX()).isEqualTo((20 + 320) / 2.0);
    assertThat(pie.centerY()).isEqualTo(125);
    assertThat(pie.radius()).isEqualTo(115 * 0.95);
    assertThat(pie("title=above", 1).centerY()).isGreaterThan(pie("x=y", 1).centerY());
  }

  @Test
  void layOut_moreSlicesThanALineGraphHasInItsLegend_areAllInTheLegend() {
    var twelve = IntStream.rangeClosed(1, 12).asDoubleStream().toArray();

    assertThat(pie("width=600&height=600", twelve).legend()).hasSize(12);
    assertThat(pie("hideLegend=true", twelve).legend()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"average, 2", "maximum, 3", "minimum, 1"})
  void layOut_series_isReducedByPieMode(String mode, double expected) {
    var series = new PieSlice.OfSeries(SampleSeries.of("a", 1, SampleSeries.NULL, 3));

    var pie =
        (PieGraph)
            layOut("pieMode=" + mode, List.of(series, new PieSlice.OfNumber("b", 10 - expected)));

    assertThat(pie.slices().getFirst().share()).isEqualTo(expected / 10, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "valueLabels=percent | %40.00 %60.00",
        "valueLabels=number | 5 7.50",
        "valueLabels=numbers | 5 7.50",
        "valueLabels=none | ''",
        "valueLabelsMin=50 | %60.00",
        "valueLabels=number&valueLabelsMin=6 | 7.50",
      })
  void layOut_valueLabels_areGraphites(String parameters, String labels) {
    assertThat(String.join(" ", Layouts.texts(pie(parameters, 5, 7.5).labels()))).isEqualTo(labels);
  }

  @Test
  void layOut_largeNumberLabel_isCut() {
    assertThat(Layouts.texts(pie("valueLabels=number", 12.9).labels())).containsExactly("12");
  }

  @Test
  void layOut_labels_areHalfWayOutOnTheMiddleLine() {
    var pie = pie("hideLegend=true&valueLabelsColor=red", 1, 1);

    var right = pie.labels().getFirst();
    assertThat(right.x()).isEqualTo(pie.centerX() + pie.radius() / 2, within(1e-9));
    assertThat(right.y()).isEqualTo(pie.centerY() + 3, within(1e-9));
    assertThat(right.color()).isEqualTo(GraphColors.parse("", "red"));
  }

  @Test
  void layOut_rotatedLabels_areNeverUpsideDown() {
    var degrees = pie("pieLabels=rotated", 1, 1, 1, 1).labels().stream().map(TextLine::degrees);

    assertThat(degrees).allSatisfy(turn -> assertThat(turn).isBetween(-90.0, 90.0).isNotZero());
  }

  @Test
  void layOut_areaAlpha_makesSlicesTranslucentAndLeavesTheLegend() {
    var pie = pie("areaAlpha=0.4", 1);

    assertThat(pie.slices().getFirst().color().getAlpha()).isEqualTo(102);
    assertThat(pie.legend().getFirst().color().getAlpha()).isEqualTo(255);
  }

  @Test
  void layOut_negativeSlice_hasNoShareButALegend() {
    var pie = pie("x=y", 3, -1, 1);

    assertThat(pie.slices()).extracting(PieGraph.Slice::share).containsExactly(0.75, 0.0, 0.25);
    assertThat(pie.legend()).hasSize(3);
  }

  @Test
  void layOut_noSlices_saysNoData() {
    assertThat(layOut("x=y", List.of())).isInstanceOf(MessageGraph.class);
  }

  @Test
  void layOut_nothingToDivide_isRefused() {
    assertThatThrownBy(() -> pie("x=y", 0, 0))
        .hasMessage("target: slices that add up to 0 (expected: more than 0)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pieMode=sum", "valueLabels=all", "pieLabels=curved", "valueLabelsMin=x"})
  void layOut_valueThatCannotBeDrawn_isRefusedByName(String parameter) {
    assertThatThrownBy(() -> pie(parameter, 1))
        .isInstanceOf(GraphParameterException.class)
        .hasMessageStartingWith(parameter.replace("=", ": "));
  }

  @ParameterizedTest
  @CsvSource({"one:5, one, 5", "a.b:-2.5e3, a.b, -2500", "'with: colon:.5', 'with: colon', 0.5"})
  void parse_nameAndNumber_isASlice(String target, String name, double value) {
    assertThat(PieSlice.OfNumber.parse(target)).contains(new PieSlice.OfNumber(name, value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"servers.web1", "a:b", "alias(a,\"x: y\")", "a:1e9999"})
  void parse_anythingElse_isATarget(String target) {
    assertThat(PieSlice.OfNumber.parse(target)).isEmpty();
  }
}
