// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.graphitestack.web.function.FunctionRegistry;
import org.graphitestack.web.series.TimeSeries;
import org.junit.jupiter.api.Test;

final class RenderEngineTest {

  private final SampleSeries samples = new SampleSeries();

  @Test
  void render_severalTargets_answersInTheirOrderAndEachByName() {
    assertThat(render("servers.web3.load", " ", "servers.*.errors"))
        .extracting(TimeSeries::name)
        .containsExactly(
            "servers.web3.load",
            "servers.web1.errors",
            "servers.web2.errors",
            "servers.web3.errors");
  }

  @Test
  void render_corruptSeries_isLeftOutAndCounted() {
    try (var engine = engine(RenderBudget.DEFAULT)) {
      var series = engine.render(request("servers.broken.load", "servers.web1.load"));

      assertThat(series).extracting(TimeSeries::name).containsExactly("servers.web1.load");
      assertThat(engine.statistics().corruptReads()).isEqualTo(1);
      assertThat(engine.statistics().seriesRead()).isEqualTo(1);
    }
  }

  @Test
  void render_pipedFunctionThatFetchesAgain_keepsTheEarlierPipes() {
    assertThat(render("servers.web1.load|scale(10)|movingAverage(5)").getFirst())
        .satisfies(
            piped -> {
              var nested = render("movingAverage(scale(servers.web1.load,10),5)").getFirst();
              assertThat(piped.name()).isEqualTo(nested.name());
              assertThat(piped.values()).isEqualTo(nested.values());
            });
  }

  @Test
  void render_setXFilesFactor_countsForLaterTargets() {
    var factor = "setXFilesFactor(servers.web1.load,0.9)";

    var series = render(factor, "sumSeries(servers.{web1,web2}.load)");

    assertThat(series.get(1).values()).contains(Double.NaN);
    assertThat(render("sumSeries(servers.{web1,web2}.load)").getFirst().values())
        .doesNotContain(Double.NaN);
  }

  @Test
  void render_setXFilesFactor_countsForSeriesFurtherRight() {
    var series =
        render("group(servers.web1.load,setXFilesFactor(servers.web2.load,0.9),servers.web3.load)");

    assertThat(series).extracting(TimeSeries::xFilesFactor).containsExactly(0.0, 0.9, 0.9);
  }

  @Test
  void smartSummarize_valueAtTheEndOfASeries_countsForNoBucket() {
    // a line has values at the start of its window, half an hour later, and at its end
    assertThat(render("smartSummarize(constantLine(4),\"50min\",\"count\")").getFirst().values())
        .containsExactly(2, Double.NaN);
  }

  @Test
  void squareRoot_ofMinusInfinity_isInfinite() {
    assertThat(render("squareRoot(scale(constantLine(inf),-1))").getFirst().values())
        .containsOnly(Double.POSITIVE_INFINITY);
    assertThat(render("squareRoot(constantLine(-4))").getFirst().values()).containsOnly(Double.NaN);
  }

  @Test
  void aggregateLine_ofACount_isAWholeNumber() {
    var line = render("aggregateLine(servers.web1.load,\"count\")").getFirst();

    assertThat(line.tags().get("name")).matches("[0-9]+");
    assertThat(line.integers()).isTrue();
  }

  @Test
  void render_templateVariables_areOverriddenByTheRequest() {
    var request =
        new RenderRequest(
            List.of("template(servers.$host.load,host=\"web1\")"),
            SampleSeries.NOW - 600,
            SampleSeries.NOW,
            SampleSeries.NOW,
            ZoneOffset.UTC,
            0,
            Map.of("host", "web3"));
    try (var engine = engine(RenderBudget.DEFAULT)) {
      assertThat(engine.render(request))
          .extracting(TimeSeries::name)
          .containsExactly("servers.web3.load");
    }
  }

  @Test
  void render_moreSeriesThanTheBudget_isRefusedNamingLimitFigureAndPattern() {
    try (var engine = engine(new RenderBudget(5, 1_000_000, 10, Duration.ofSeconds(60)))) {
      assertThatThrownBy(() -> engine.render(request("servers.*.*")))
          .isInstanceOf(OverBudgetException.class)
          .hasMessage("series fetched: 6 (expected: <= 5) in servers.*.*");
      assertThat(engine.statistics().refused()).isEqualTo(1);
    }
  }

  @Test
  void render_morePointsThanTheBudget_isRefused() {
    try (var engine = engine(new RenderBudget(100, 50, 10, Duration.ofSeconds(60)))) {
      assertThatThrownBy(() -> engine.render(request("servers.web1.load")))
          .isInstanceOf(OverBudgetException.class)
          .hasMessage("points fetched: 60 (expected: <= 50) in servers.web1.load");
      assertThatThrownBy(() -> engine.render(request("time(\"x\",1)")))
          .isInstanceOf(OverBudgetException.class)
          .hasMessage("points computed: 3600 (expected: <= 50) in time()");
    }
  }

  @Test
  void render_longerThanTheBudget_isRefusedNamingLimitAndFigure() {
    var settings =
        RenderEngine.Settings.DEFAULT.withBudget(
            new RenderBudget(100, 1000, 10, Duration.ofSeconds(1)));
    // every look at this clock takes two seconds
    var clock = new AtomicLong();
    try (var engine =
        RenderEngine.open(
            samples,
            samples,
            FunctionRegistry.create(),
            settings,
            () -> clock.addAndGet(2_000_000_000L))) {
      assertThatThrownBy(() -> engine.render(request("servers.web1.load")))
          .isInstanceOf(OverBudgetException.class)
          .hasMessage("time: 2000 ms (expected: <= 1000 ms) in servers.web1.load");
    }
  }

  @Test
  void render_windowOutOfAllTime_isRefused() {
    for (var target :
        List.of(
            "timeShift(servers.web1.load,\"-99999999999y\")",
            "timeStack(servers.web1.load,\"99999999y\",0,2000000000)")) {
      assertThatThrownBy(() -> render(target))
          .as(target)
          .isInstanceOf(InvalidRenderException.class);
    }
    assertThat(render("movingAverage(servers.web1.load,\"9999y\")")).hasSize(1);
  }

  @Test
  void request_ofNoTime_isRefused() {
    assertThatThrownBy(() -> new RenderRequest(List.of(), 5, 5, 5, ZoneOffset.UTC, 0, Map.of()))
        .hasMessage("Invalid empty time range");
  }

  private List<TimeSeries> render(String... targets) {
    try (var engine = engine(RenderBudget.DEFAULT)) {
      return engine.render(request(targets));
    }
  }

  private RenderEngine engine(RenderBudget budget) {
    var settings = RenderEngine.Settings.DEFAULT.withBudget(budget);
    return RenderEngine.open(samples, samples, FunctionRegistry.create(), settings, () -> 0L);
  }

  private static RenderRequest request(String... targets) {
    return new RenderRequest(
        List.of(targets),
        SampleSeries.NOW - 3600,
        SampleSeries.NOW,
        SampleSeries.NOW,
        ZoneOffset.UTC,
        0,
        Map.of());
  }
}
