// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.SeriesFinder;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.TimeWindow;
import org.graphitestack.web.render.InvalidRenderException;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.render.RenderRequest;
import org.graphitestack.web.series.TimeSeries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Functions that graphite-web does not have, with values computed by hand.
final class AddedFunctionsTest {

  private static final double NONE = Double.NaN;
  private static final long NOW = 1_750_000_020;

  private final Given given = new Given();

  @Test
  void removeZeroSeries_dropsSeriesOfZerosAndGaps() {
    given.series("a", 0, 0, 0).series("b", 0, NONE, 2).series("c", NONE, NONE, NONE);

    assertThat(names("removeZeroSeries({a,b,c})", 3)).containsExactly("b");
  }

  @Test
  void removeZeroSeries_withShare_countsAgainstAllValues() {
    given.series("a", 1, 0, 0, 0).series("b", 1, 1, 0, NONE);

    assertThat(names("removeZeroSeries({a,b},0.5)", 4)).containsExactly("b");
  }

  @Test
  void ewma_ofValuesWithGap_beginsWithFirstAndPassesOverTheGap() {
    given.series("a", NONE, 8, 4, NONE, 2);

    // 8, 8 + (4 - 8)/4 = 7, 7 + (2 - 7)/4 = 5.75
    assertValues("ewma(a,0.25)", 5, NONE, 8, 7, NONE, 5.75);
    assertThat(names("exponentialWeightedMovingAverage(a,0.25)", 5))
        .containsExactly("ewma(a,0.25)");
  }

  @Test
  void lowPass_ofEightPointsHalf_keepsTwoAtEachEnd() {
    given.series("a", 1, 2, 3, 4, 5, 6, 7, 8);

    assertValues("lowPass(a,50)", 8, 1, 2, NONE, NONE, NONE, NONE, 7, 8);
    assertValues("lpf(a,0)", 8, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE);
    assertValues("lpf(a,100)", 8, 1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void countDiffMultiplyStddev_aggregateWhatIsKnown() {
    given.series("a", 5, NONE, 2).series("b", 1, 4, 4);

    assertValues("count(a,b)", 3, 2, 1, 2);
    assertValues("diff(a,b)", 3, 4, 4, -2);
    assertValues("stddev(a,b)", 3, 2, 0, 1);
    assertValues("multiply(b,b)", 3, 1, 16, 16);
    assertThat(names("count({a,b})", 3)).containsExactly("countSeries({a,b})");
  }

  @Test
  void countValues_givesASeriesForEachWholeValue() {
    given.series("a", 1, 2, NONE).series("b", 1.7, 1, 2);

    assertThat(names("countValues({a,b})", 3)).containsExactly("1", "2");
    assertThat(render("countValues({a,b})", 3))
        .extracting(TimeSeries::values)
        .containsExactly(new double[] {2, 1, 0}, new double[] {0, 1, 1});
    assertThatThrownBy(() -> render("countValues({a,b},1)", 3))
        .hasMessageContaining("found more than 1 values (expected: <= valuesLimit)");
  }

  @Test
  void powSeriesLists_raisesPairs() {
    given.series("a", 2, 3, NONE).series("b", 3, 2, 1).series("c", 10, -1, 2).series("d", 2, 3, 0);

    assertThat(render("powSeriesLists({a,c},{b,d})", 3))
        .extracting(TimeSeries::values)
        .containsExactly(new double[] {8, 9, NONE}, new double[] {100, -1, 1});
    assertThat(names("powSeriesLists(a,b)", 3)).containsExactly("powSeries(a,b)");
    assertThatThrownBy(() -> render("powSeriesLists({a,c},b)", 3))
        .hasMessageContaining("found lists of 2 and 1 series");
  }

  @Test
  void scaleAfterTimestamp_scalesFromThatTimeOn() {
    given.series("a", 1, 2, 3);

    // the three values are at NOW - 120, NOW - 60 and NOW
    assertValues("scaleAfterTimestamp(a,10," + (NOW - 60) + ")", 3, 1, 20, 30);
    assertThat(names("scaleAfterTimestamp(a,10)", 3)).containsExactly("scaleAfterTimestamp(a,10)");
    assertValues("scaleAfterTimestamp(a,10)", 3, 10, 20, 30);
  }

  @Test
  void timeShiftByMetric_movesOlderVersionsToTheMarkOfTheNewest() {
    // 65_1 came at the third minute, 64_2 at the first; 64_1 does not count
    given
        .series("m.64_1", NONE, 1, 1, NONE)
        .series("m.64_2", 1, NONE, NONE, NONE)
        .series("m.65_1", NONE, NONE, 1, NONE)
        .series("v.64.load", 1, 2, 3, 4)
        .series("v.65_1.load", 5, 6, 7, 8)
        .series("v.6.load", 9, 9, 9, 9);

    var shifted =
        render(
            "timeShiftByMetric(group(v.64.load,v.65_1.load,v.6.load),"
                + "group(m.64_1,m.64_2,m.65_1),1)",
            4);

    assertThat(shifted)
        .extracting(TimeSeries::name)
        .containsExactly("timeShiftByMetric(v.64.load)", "timeShiftByMetric(v.65_1.load)");
    assertThat(shifted).extracting(TimeSeries::start).containsExactly(NOW - 180 + 120, NOW - 180);
    assertThat(shifted.getFirst().values()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void polyfit_ofDegreeOne_isTheLineOfLeastSquares() {
    given.series("a", 1, 3, 2, 4);

    // mean of x 1.5, of y 2.5; slope 4/5
    assertValues("polyfit(a)", 4, 1.3, 2.1, 2.9, 3.7);
  }

  @Test
  void polyfit_withOffset_goesOn() {
    given.series("a", 0, 1, NONE, 9, 16);

    assertValues("polyfit(a,2,'2min')", 5, 0, 1, 4, 9, 16, 25, 36);
    assertThat(render("polyfit(a,2,'2min')", 5).getFirst())
        .satisfies(
            series -> {
              assertThat(series.name()).isEqualTo("polyfit(a,2,'2min')");
              assertThat(series.end() - series.start()).isEqualTo(7 * 60);
            });
  }

  @Test
  void polyfit_ofHighDegreeOverManyPoints_staysExact() {
    var cubes = new double[1000];
    Arrays.setAll(cubes, i -> Math.pow(i - 500.0, 3));
    given.series("a", cubes);

    var fitted = render("polyfit(a,9)", 1000).getFirst().values();

    for (var i = 0; i < cubes.length; i++) {
      assertThat(fitted[i]).isCloseTo(cubes[i], within(1e-3));
    }
  }

  @Test
  void polyfit_ofFewPoints_takesTheDegreeTheyAllow() {
    given.series("a", NONE, 5, NONE, 7).series("b", NONE, 5, NONE, NONE);

    assertValues("polyfit(a,5)", 4, 4, 5, 6, 7);
    assertValues("polyfit(b,5)", 4, NONE, NONE, NONE, NONE);
  }

  @Test
  void baseline_ofThreeSpans_isTheirMedian() {
    // spans of two minutes before the last two
    given.series("a", 9, 4, 5, NONE, 1, 6, 100, 3);

    assertValues("baseline(a,'2min',1,4)", 2, 5, 5);
    assertValues("baseline(a,'2min',0,3)", 2, 3, 6);
    assertThat(names("baseline(a,'2min',1,4)", 2)).containsExactly("baseline(a)");
  }

  @Test
  void baseline_withLimits_leavesOutThinAndLowOnes() {
    given.series("a", 4, NONE, 1, 1).series("b", 4, 6, 1, 1);

    assertThat(names("baseline({a,b},'2min',1,2,49)", 2)).containsExactly("baseline(b)");
    assertThat(names("baseline({a,b},'2min',1,2,50)", 2)).hasSize(2);
    assertThat(names("baseline({a,b},'2min',1,2,100,4.5)", 2)).containsExactly("baseline(b)");
  }

  @Test
  void baselineAberration_isValueOverBaseline() {
    given.series("a", 10, 0, 4, 8, 11, 5, NONE, 2);

    assertValues("baselineAberration(a,'4min',1,2)", 4, 1.1, NONE, NONE, 0.25);
  }

  @Test
  void tukeyAbove_keepsThoseBeyondTheFence_mostFirst() {
    given.series("a", 1, 2, 9, 3).series("b", 1, 2, 1, 2).series("c", 9, 3, 3, 9);
    given.series("d", 1, 2, 1, 2);

    // sorted 1 1 1 1 1 2 2 2 2 2 3 3 3 9 9 9: quartiles 1 and 3, upper fence 3 + 1.5 * 2 = 6
    assertThat(names("tukeyAbove({a,b,c,d},1.5,2)", 4)).containsExactly("c", "a");
    assertThat(names("tukeyAbove({a,b,c,d},1.5,1)", 4)).containsExactly("c");
  }

  @Test
  void tukeyBelow_keepsThoseBelowTheFence() {
    // sorted -9 4 5 5 5 6 6 7: quartiles 5 and 6, lower fence 3.5
    given.series("a", 5, 6, 7, -9).series("b", 4, 5, 5, 6);

    assertThat(names("tukeyBelow({a,b},1.5,5)", 4)).containsExactly("a");
  }

  @Test
  void tukey_withInterval_countsOnlyTheEndOrAllButTheEnd() {
    given.series("a", 90, 1, 2, 3).series("b", 1, 2, 3, 80);

    // last two: 2 3 3 80, quartiles 3 and 80; the fence of 0.5 is 118.5
    assertThat(names("tukeyAbove({a,b},0.5,5,2)", 4)).isEmpty();
    // all but the last: 1 1 2 2 3 90, quartiles 1 and 3, fence 4
    assertThat(names("tukeyAbove({a,b},0.5,5,-1)", 4)).containsExactly("a");
    assertThat(names("tukeyAbove({a,b},0.5,5,'-1min')", 4)).containsExactly("a");
  }

  @Test
  void slo_givesTheShareOfGoodValuesOfEachInterval() {
    given.series("a", 1, 2, 3, NONE, NONE, NONE, 3);

    assertValues("slo(a,'2min','above',1)", 7, 0.5, 1, NONE, 1);
    assertValues("slo(a,'4min','belowOrEqual',2)", 7, 2 / 3.0, 0);
    assertThat(render("slo(a,'2min','aboveOrEqual',2)", 7).getFirst())
        .satisfies(
            series -> {
              assertThat(series.name()).isEqualTo("slo(a, 2min, aboveOrEqual, 2)");
              assertThat(series.step()).isEqualTo(120);
            });
  }

  @Test
  void slo_ofIntervalLongerThanTheWindow_readsAllOfIt() {
    given.series("a", 1, 1, 1, 9);

    assertValues("slo(a,'4min','below',5)", 2, 0.75);
  }

  @Test
  void sloErrorBudget_isWhatTheObjectiveLeavesInSeconds() {
    given.series("a", 9, 9, 9, 1, 9);

    // (1 - 0.5) * 120, (0.5 - 0.5) * 120, (1 - 0.5) * 60
    assertValues("sloErrorBudget(a,'2min','above',5,0.5)", 5, 60, 0, 30);
  }

  @Test
  void pearson_ofWindowsOfThree_isTheirCorrelation() {
    given.series("a", 1, 2, 3, 2, 5).series("b", 2, 4, 6, 7, NONE);

    // (1 2 3; 2 4 6): 1. (2 3 2; 4 6 7): sums of squares 2/3 and 14/3, of products 1/3.
    // (3 2; 6 7): -1, as one point is unknown
    assertValues("pearson(a,b,3)", 5, NONE, NONE, 1, 1 / 3.0 / Math.sqrt(2 / 3.0 * 14 / 3.0), -1);
  }

  @Test
  void pearson_ofSeriesThatDoesNotChange_isNothing() {
    given.series("a", 1, 2, 3).series("b", 4, 4, 4);

    assertValues("pearson(a,b,3)", 3, NONE, NONE, NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2         | down, near
          1         | down
          9,'pos'   | near
          9,'neg'   | down, far
          """)
  void pearsonClosest_byDirection_keepsTheStrongest(String arguments, String names) {
    given.series("like", 1, 2, 3, 4).series("flat", 2, 2, 2, 2).series("near", 1, 2, 3, 5);
    given.series("far", 4, 1, 1, 2).series("down", 8, 6, 4, 2);

    assertThat(names("pearsonClosest(like,{flat,far,near,down}," + arguments + ")", 4))
        .containsExactly(names.split(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''       | b
          ,'and'   | b
          ,'OR'    | a, b, c
          ,'XOR'   | a, c
          ,'SUB'   | a
          """)
  void join_byType_keepsNames(String type, String names) {
    given.series("a", 1).series("b", 2).series("c", 3);

    assertThat(names("join({a,b},{b,c}" + type + ")", 1)).containsExactly(names.split(", "));
  }

  @Test
  void aliasByBase64_decodesNameOrNode() {
    given.series("bWV0cmljLm5hbWU=", 1).series("web.Zm9v.load", 2);

    assertThat(names("aliasByBase64(bWV0cmljLm5hbWU=)", 1)).containsExactly("metric.name");
    assertThat(names("aliasByBase64(web.Zm9v.load,2)", 1)).containsExactly("web.foo.load");
    assertThat(names("aliasByBase64(web.Zm9v.load,1)", 1)).containsExactly("web.Zm9v.load");
    assertThat(names("aliasByBase64(web.Zm9v.load,9)", 1)).containsExactly("web.Zm9v.load");
    assertThat(names("aliasByBase64(web.Zm9v.load)", 1)).containsExactly("web.Zm9v.load");
  }

  @Test
  void heatMap_sortsByFirstPoints_andTakesDifferences() {
    given.series("le10", 5, 6, NONE).series("le1", 1, 1, 2).series("le5", 2, 4, 5);

    var map = render("heatMap({le10,le1,le5})", 3);

    assertThat(map)
        .extracting(TimeSeries::name)
        .containsExactly("heatMap(le5,le1)", "heatMap(le10,le5)");
    assertThat(map.getFirst().values()).containsExactly(1, 3, 3);
    assertThat(map.getLast().values()).containsExactly(3, 2, NONE);
  }

  @Test
  void integralWithReset_beginsAgainWhereTheOtherIsNotZero() {
    given.series("a", 1, 2, NONE, 3, 4, 5).series("b", 0, 0, 1, NONE, 7, 0);

    assertValues("integralWithReset(a,b)", 6, 1, 3, NONE, 6, 0, 5);
  }

  @Test
  void ksTest2_ofWindowsOfFour_isTheProbabilityOfTheirDistance() {
    given.series("a", 1, 2, 3, 4).series("b", 5, 6, 7, 8).series("c", 4, 3, 2, 1);

    // distance 1: x = sqrt(2) + 0.12 + 0.11 / sqrt(2) = 1.611995,
    // 2 exp(-2 x^2) - 2 exp(-8 x^2) = 0.011066
    assertValues("ksTest2(a,b,4)", 4, NONE, NONE, NONE, 0.011065637015803861);
    assertValues("kolmogorovSmirnovTest2(a,c,4)", 4, NONE, NONE, NONE, 1);
  }

  @Test
  void ksTest2_ofWindowWithoutValues_isNothing() {
    given.series("a", 1, 2).series("b", NONE, NONE);

    assertValues("ksTest2(a,b,2)", 2, NONE, NONE);
  }

  @Test
  void fft_ofFourPoints_isTheirTransform() {
    given.series("a", 1, 2, 3, NONE);

    // 6, -2 - 2i, 2, -2 + 2i
    assertValues("fft(a,'abs')", 4, 6, Math.sqrt(8), 2, Math.sqrt(8));
    assertValues("fft(a,'phase')", 4, 0, -0.75 * Math.PI, 0, 0.75 * Math.PI);
    assertThat(names("fft(a)", 4)).containsExactly("fft(a,abs)", "fft(a,phase)");
  }

  @Test
  void fft_ofThreePoints_isTheirTransform() {
    given.series("a", 1, 2, 6);

    // 9, -3 + 2 sqrt(3) i, -3 - 2 sqrt(3) i
    assertValues("fft(a,'abs')", 3, 9, Math.sqrt(21), Math.sqrt(21));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "7", "8", "60", "97", "1440"})
  void ifft_ofFft_givesTheSeriesBack(int points) {
    var values = new double[points];
    Arrays.setAll(values, i -> (i * 37 % 11) - 5.0);
    given.series("a", values);

    assertValues("ifft(fft(a,'abs'),fft(a,'phase'))", points, values);
  }

  @Test
  void ifft_withoutPhases_takesNone() {
    given.series("a", 4, 0, 0, 0);

    assertValues("ifft(a)", 4, 1, 1, 1, 1);
  }

  @Test
  void highestAndLowest_byLeastAndGreatest_keepTheirs() {
    given.series("a", 1, 9).series("b", 2, 3).series("c", 0, 4);

    assertThat(names("highestMin({a,b,c},1)", 2)).containsExactly("b");
    assertThat(names("lowestMax({a,b,c},2)", 2)).containsExactly("b", "c");
    assertThat(names("lowestMin({a,b,c},1)", 2)).containsExactly("c");
  }

  @Test
  void isNotNull_isIsNonNull() {
    given.series("a", 7, NONE);

    assertValues("isNotNull(a)", 2, 1, 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ewma(a,0)                    | ewma(): parameter "alpha": found 0.0 (expected: above 0, and 1 at most)
          lowPass(a,101)               | lowPass(): parameter "cutPercent": found 101.0 (expected: 0 to 100)
          polyfit(a,21)                | polyfit(): parameter "degree": found 21 (expected: 1 to 20)
          polyfit(a,1,"-1d")           | polyfit(): parameter "offset": found "-1d" (expected: an interval of 0 s or more)
          baseline(a,"1d",0,2000)      | baseline(): parameter "timeShiftEnd": found 2000 (expected: at most 1000 more than timeShiftStart)
          tukeyAbove(a,0,1)            | tukeyAbove(): parameter "basis": found 0.0 (expected: a number above 0)
          tukeyBelow(a,1,0)            | tukeyBelow(): parameter "n": found 0 (expected: 1 or more)
          slo(a,"1min","over",1)       | slo(): parameter "method": found "over" (expected: one of above, aboveOrEqual, below, belowOrEqual)
          pearson({a,b},a,3)           | pearson(): parameter "seriesA": found 2 series (expected: exactly one series)
          pearson(a,b,0)               | pearson(): parameter "windowSize": found 0 (expected: 1 or more points)
          pearsonClosest(a,b,1,"up")   | pearsonClosest(): parameter "direction": found "up" (expected: one of abs, pos, neg)
          join(a,b,"NOR")              | join(): parameter "type": found "NOR" (expected: one of AND, OR, XOR, SUB)
          aliasByBase64(a,0)           | aliasByBase64(): parameter "nodeNum": found 0 (expected: 1 or more)
          integralWithReset(a,{a,b})   | integralWithReset(): parameter "resettingSeries": found 2 series (expected: exactly one series)
          fft(a,"real")                | fft(): parameter "mode": found "real" (expected: one of abs, phase, both)
          """)
  void call_thatDoesNotFit_isRefusedWithFoundAndExpected(String target, String message) {
    given.series("a", 1, 2, 3).series("b", 1, 2, 3);

    assertThatThrownBy(() -> render(target, 3))
        .isInstanceOf(InvalidRenderException.class)
        .hasMessage(message);
  }

  private void assertValues(String target, int minutes, double... expected) {
    var series = render(target, minutes);
    assertThat(series).as(target).hasSize(1);
    assertThat(series.getFirst().values())
        .as(target)
        .usingComparatorWithPrecision(1e-9)
        .containsExactly(expected);
  }

  private List<String> names(String target, int minutes) {
    return render(target, minutes).stream().map(TimeSeries::name).toList();
  }

  /// A target over the last minutes.
  private List<TimeSeries> render(String target, int minutes) {
    try (var engine =
        RenderEngine.open(
            given, given, FunctionRegistry.create(), RenderEngine.Settings.DEFAULT, () -> 0L)) {
      return engine.render(
          new RenderRequest(
              List.of(target), NOW - minutes * 60L, NOW, NOW, ZoneOffset.UTC, 0, Map.of()));
    }
  }

  /// Series of a value a minute, the last of them now.
  private static final class Given implements SeriesFinder, SeriesReader {

    private final Map<String, double[]> series = new LinkedHashMap<>();

    Given series(String name, double... values) {
      series.put(name, values);
      return this;
    }

    @Override
    public List<FoundNode> find(String pattern) {
      var names = pattern.replaceAll("[{}]", "").split(",");
      return Arrays.stream(names)
          .filter(series::containsKey)
          .map(name -> new FoundNode(name, true))
          .toList();
    }

    @Override
    public Optional<SeriesValues> read(MetricPath path, TimeWindow window) {
      var values = series.getOrDefault(path.text(), new double[0]);
      var from = Math.floorDiv(window.from(), 60) * 60 + 60;
      var found = new double[(int) ((window.until() - from) / 60 + 1)];
      for (var i = 0; i < found.length; i++) {
        var index = values.length - 1 - (NOW - from) / 60 + i;
        found[i] = index >= 0 && index < values.length ? values[(int) index] : NONE;
      }
      return Optional.of(new SeriesValues(from, 60, found));
    }

    @Override
    public Optional<SeriesLayout> layout(MetricPath path) {
      return Optional.empty();
    }

    @Override
    public Optional<Long> lastWrite(MetricPath path) {
      return Optional.empty();
    }
  }
}
