// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.ReadSource;
import org.graphitestack.storage.SeriesFinder;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.TimeWindow;
import org.graphitestack.web.function.FunctionRegistry;
import org.graphitestack.web.quota.QueryCharge;
import org.graphitestack.web.series.TimeSeries;
import org.junit.jupiter.api.Test;

/// Values that are read otherwise than graphite-web does. A series `peak` keeps 10 s for 5 minutes
/// and 60 s for half an hour, rolled up by max; the finer values count down to 0 at [#NOW], the
/// coarser ones are 1000 and the minute's number modulo 10. `flow` keeps 20 s for 30 minutes, each
/// 1, rolled up by sum.
final class ReadOptionsTest {

  /// A multiple of 3600.
  private static final long NOW = 1_749_999_600;

  private static final RollUps OFF = RollUps.OFF;

  @Test
  void read_plain_takesAllFromTheArchiveThatReachesBack() {
    assertThat(values("peak", 600, ReadOptions.PLAIN))
        .containsExactly(1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1000);
  }

  @Test
  void read_stitched_takesEachPartFromTheFinestArchiveByTheSeriesOwnMethod() {
    // the last 5 minutes are there in 10 s; whole minutes of them begin 4 minutes ago
    var series = series("peak", 600, new ReadOptions(OFF, true, false));

    assertThat(series.start()).isEqualTo(NOW - 540);
    assertThat(series.step()).isEqualTo(60);
    assertThat(series.values()).containsExactly(1001, 1002, 1003, 1004, 1005, 24, 18, 12, 6, 0);
  }

  @Test
  void read_stitchedWithinOneArchive_isThatArchive() {
    var series = series("peak", 60, new ReadOptions(OFF, true, false));

    assertThat(series.step()).isEqualTo(10);
    assertThat(series.values()).containsExactly(5, 4, 3, 2, 1, 0);
  }

  @Test
  void read_stitchedWindowBeforeTheFinestArchive_isTheCoarserOne() {
    var window = new TimeWindow(NOW - 900, NOW - 600, NOW);

    assertThat(StitchedWindow.of(RetentionPolicy.parse("10s:5m,60s:30m"), window))
        .isEqualTo(new StitchedWindow(List.of(window), 60));
  }

  @Test
  void stitchedWindow_threeArchives_meetAtMultiplesOfTheCoarsestStep() {
    var window = new TimeWindow(NOW - 6000, NOW, NOW);

    var stitched = StitchedWindow.of(RetentionPolicy.parse("10s:5m,60s:30m,10m:2h"), window);

    assertThat(stitched.step()).isEqualTo(600);
    assertThat(stitched.parts())
        .containsExactly(
            new TimeWindow(NOW - 1, NOW, NOW),
            new TimeWindow(NOW - 1201, NOW - 1, NOW),
            new TimeWindow(NOW - 6000, NOW - 1201, NOW));
  }

  @Test
  void consolidation_ofRolledUpValues_isTheMethodTheyWereRolledUpBy() {
    var coarse = new ReadOptions(RollUps.COARSE, false, false);

    assertThat(series("peak", 600, coarse).consolidation()).isEqualTo("max");
    assertThat(series("peak", 600, coarse).consolidated(5)).containsExactly(1005, 1009);
    assertThat(series("peak", 600, ReadOptions.PLAIN).consolidated(5)).containsExactly(1003, 1006);
  }

  @Test
  void consolidation_ofTheFinestArchive_isTheMethodOnlyIfAllShallBe() {
    assertThat(series("peak", 60, new ReadOptions(RollUps.COARSE, false, false)).consolidation())
        .isEqualTo("average");
    assertThat(series("peak", 60, new ReadOptions(RollUps.ALL, false, false)).consolidated(3))
        .containsExactly(5, 2);
  }

  @Test
  void consolidation_namedByConsolidateBy_winsOverTheRollUp() {
    var named =
        series("consolidateBy(peak,'min')", 600, new ReadOptions(RollUps.COARSE, false, false));

    assertThat(named.consolidated(5)).containsExactly(1001, 1000);
  }

  @Test
  void normalising_unequalSteps_usesTheRollUpMethodOfEach() {
    // a minute of peak is 1000 and something; three values of flow are 3 as a sum, 1 on average
    var all = new ReadOptions(RollUps.ALL, false, false);

    assertThat(values("sumSeries(peak,flow)", 600, all)).startsWith(1004);
    assertThat(values("sumSeries(peak,flow)", 600, ReadOptions.PLAIN)).startsWith(1002);
  }

  @Test
  void normalising_aligned_beginsRunsAtMultiplesOfTheStep() {
    var aligned = new ReadOptions(OFF, false, true);
    // flow from 580 s ago on, peak from 540 s ago on: the first minute holds values of flow only
    var sum = series("sumSeries(peak,flow)", 600, aligned);

    assertThat(sum.start()).isEqualTo(NOW - 600);
    assertThat(sum.values()).startsWith(1, 1002, 1003);
    assertThat(sum.aligned()).isTrue();
  }

  @Test
  void fetchCache_otherOptions_areOtherSeries() {
    try (var engine = engine()) {
      var kept = Freshness.stated(60);
      for (var stitched : List.of(false, true, false)) {
        var request = request("peak", 600, new ReadOptions(OFF, stitched, false));
        try (var rendering = engine.render(request, kept, () -> false)) {
          assertThat(rendering.series().getFirst().values()[9]).isEqualTo(stitched ? 0 : 1000);
        }
      }
    }
  }

  @Test
  void explain_stitched_namesEachPartAndHowLongItTook() {
    try (var engine = engine()) {
      var request = request("peak", 600, new ReadOptions(OFF, true, false));

      var read =
          engine
              .explain(request, true, () -> false, QueryCharge.NONE)
              .fetches()
              .getFirst()
              .series()
              .getFirst();

      assertThat(read.sources()).extracting(ReadSource::step).containsExactly(10L, 60L);
      assertThat(read.nanos()).isPositive();
    }
  }

  private static double[] values(String target, long seconds, ReadOptions reading) {
    return series(target, seconds, reading).values();
  }

  private static TimeSeries series(String target, long seconds, ReadOptions reading) {
    try (var engine = engine()) {
      return engine.render(request(target, seconds, reading)).getFirst();
    }
  }

  private static RenderRequest request(String target, long seconds, ReadOptions reading) {
    return new RenderRequest(
        List.of(target), NOW - seconds, NOW, NOW, ZoneOffset.UTC, 0, Map.of(), reading);
  }

  private static RenderEngine engine() {
    var time = new long[1];
    return RenderEngine.open(
        new Archives(),
        new Archives(),
        FunctionRegistry.create(),
        RenderEngine.Settings.DEFAULT,
        () -> {
          synchronized (time) {
            return time[0]++;
          }
        });
  }

  private static final class Archives implements SeriesFinder, SeriesReader {

    private static final Map<String, SeriesLayout> LAYOUTS =
        Map.of(
            "peak",
            new SeriesLayout(RetentionPolicy.parse("10s:5m,60s:30m"), 0, AggregationMethod.MAX),
            "flow",
            new SeriesLayout(RetentionPolicy.parse("20s:30m"), 0, AggregationMethod.SUM));

    @Override
    public List<FoundNode> find(String pattern) {
      return LAYOUTS.containsKey(pattern) ? List.of(new FoundNode(pattern, true)) : List.of();
    }

    @Override
    public Optional<SeriesLayout> layout(MetricPath path) {
      return Optional.ofNullable(LAYOUTS.get(path.text()));
    }

    @Override
    public Optional<SeriesValues> read(MetricPath path, TimeWindow window) {
      var archive =
          layout(path).orElseThrow().retentions().archives().stream()
              .filter(one -> one.seconds() >= window.now() - window.from())
              .findFirst()
              .orElseThrow();
      var step = archive.secondsPerPoint();
      var start = window.from() - window.from() % step + step;
      var values =
          new double[(int) ((window.until() - window.until() % step + step - start) / step)];
      Arrays.setAll(values, i -> value(path.text(), step, start + (long) i * step));
      return Optional.of(new SeriesValues(start, step, values));
    }

    private static double value(String name, int step, long time) {
      return name.equals("flow") ? 1 : step == 10 ? (NOW - time) / 10.0 : 1000 + time / 60 % 10;
    }

    @Override
    public Optional<ReadSource> source(MetricPath path, TimeWindow window) {
      return read(path, window)
          .map(v -> new ReadSource("test", path.text(), v.step(), 0, v.values().length, 0, 0));
    }

    @Override
    public Optional<Long> lastWrite(MetricPath path) {
      return Optional.empty();
    }
  }
}
