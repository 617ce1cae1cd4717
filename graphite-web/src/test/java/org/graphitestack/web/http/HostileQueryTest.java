// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.TimeWindow;
import org.graphitestack.storage.index.NameIndex;
import org.graphitestack.web.access.Visibility;
import org.graphitestack.web.cluster.MissingServers;
import org.graphitestack.web.find.FindLimits;
import org.graphitestack.web.find.InvalidFindException;
import org.graphitestack.web.find.MetricSearch;
import org.graphitestack.web.function.FunctionRegistry;
import org.graphitestack.web.render.RenderBudget;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.render.RenderRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Requests made to bring a server down: over a million names each is refused with a 4xx that names
/// the limit, within the time a request may take.
final class HostileQueryTest {

  private static final long NOW = 1_750_000_020;
  private static final Duration WALL_TIME = Duration.ofSeconds(10);

  private static final NameIndex index = new NameIndex();
  private static RenderEngine engine;
  private static TestServer server;

  /// Ten years of seconds of each series.
  private static final class Decades implements SeriesReader {

    private static final SeriesLayout LAYOUT =
        new SeriesLayout(RetentionPolicy.parse("1s:10y"), 0.5, AggregationMethod.AVERAGE);

    @Override
    public Optional<SeriesValues> read(MetricPath path, TimeWindow window) {
      var count = (int) (window.until() - window.from());
      return Optional.of(new SeriesValues(window.from() + 1, 1, new double[count]));
    }

    @Override
    public Optional<SeriesLayout> layout(MetricPath path) {
      return Optional.of(LAYOUT);
    }

    @Override
    public Optional<Long> lastWrite(MetricPath path) {
      return Optional.of(NOW);
    }
  }

  @BeforeAll
  static void open() throws IOException {
    for (var i = 0; i < 1_000_000; i++) {
      index.add(
          new MetricPath(
              "a"
                  + i / 100_000
                  + ".b"
                  + i / 10_000 % 10
                  + ".c"
                  + i / 1000 % 10
                  + ".d"
                  + i / 100 % 10
                  + ".e"
                  + i % 100));
    }
    var settings =
        RenderEngine.Settings.DEFAULT.withBudget(
            new RenderBudget(100_000, 10_000_000, 1_000, WALL_TIME));
    engine =
        RenderEngine.open(
            index, new Decades(), FunctionRegistry.create(), settings, System::nanoTime);
    var clock = InstantSource.fixed(Instant.ofEpochSecond(NOW));
    server =
        TestServer.open(
            new RenderRoutes(
                engine, new DescribedGraphs(), RenderConfig.DEFAULT, clock, System::nanoTime),
            new MetricsRoutes(
                new MetricSearch(index, index::forEachLeaf, new Decades(), clock),
                FindConfig.DEFAULT,
                () -> "",
                new QueryLog(RenderConfig.DEFAULT.slowAfter(), clock, System::nanoTime),
                System::nanoTime));
  }

  @AfterAll
  static void close() {
    server.close();
    engine.close();
  }

  @Test
  void everyNameThereIs_isRefusedForItsSeries() {
    assertThat(refusal("*.*.*.*.*", "-10s")).contains("series fetched: 100001 (expected: ");
    assertThat(refusal("**", "-10s")).contains("series fetched: 100001 (expected: ");
  }

  @Test
  void findOfEveryName_isRefusedWithinASecond() {
    for (var pattern : List.of("*.*.*.*.*", "**", "a*.b*.c*.d*.e*")) {
      for (var path : List.of("/metrics/find", "/metrics/expand")) {
        var before = System.nanoTime();

        var answer = server.get(path + "?query=" + encoded(pattern));

        assertThat(System.nanoTime() - before).isLessThan(1_000_000_000);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
            .contains("nodes found: more than 100000 (expected: &lt;= 100000) in " + pattern);
      }
    }
  }

  @Test
  void findThatMatchesNothing_isEndedWhenItsTimeIsOver() {
    var time = new AtomicLong();
    var limits =
        FindLimits.of(10, Duration.ofMillis(100), () -> time.getAndAdd(60_000_000), Visibility.ALL);
    var search =
        new MetricSearch(
            index, index::forEachLeaf, new Decades(), InstantSource.fixed(Instant.EPOCH));

    assertThatThrownBy(
            () ->
                search.expand(
                    List.of("*.*.*.*.nosuch*,*x"), true, false, limits, new MissingServers()))
        .isInstanceOf(InvalidFindException.class)
        .hasMessage("query: time: 120 ms (expected: <= 100 ms)");
  }

  @Test
  void renderThatFindsNothing_isEndedWhenItsTimeIsOver() {
    var time = new AtomicLong();
    var engineOfSeconds =
        RenderEngine.open(
            index,
            new Decades(),
            FunctionRegistry.create(),
            RenderEngine.Settings.DEFAULT,
            () -> time.getAndAdd(20_000_000_000L));
    try (engineOfSeconds) {
      var request =
          new RenderRequest(
              List.of("*.*.*.*.*nosuch"), NOW - 10, NOW, NOW, ZoneOffset.UTC, 0, Map.of());

      assertThatThrownBy(() -> engineOfSeconds.render(request))
          .hasMessageMatching("time: \\d+ ms \\(expected: <= 60000 ms\\) in .*nosuch");
    }
  }

  @Test
  void braceBomb_isRefusedWithoutBeingMultipliedOut() {
    var digits = "{0,1,2,3,4,5,6,7,8,9}";
    var bomb = "a0.b0.c0.d0.e" + digits.repeat(9);

    var answer = get(bomb, "-10s");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).as("no name is that long").isEmpty();
    assertThat(refusal("a0.b0.{" + "c*,".repeat(20_000) + "c1}.*.*", "-10s"))
        .contains("parts (expected: ");
  }

  @Test
  void timeStackOfTenThousand_isRefusedForItsWindows() {
    assertThat(refusal("timeStack(a0.b0.c0.d0.e0,\"1s\",0,10000)", "-10s"))
        .contains("windows fetched: 1001 (expected: &lt;= 1000)");
  }

  @Test
  void megabyteOfNestedCalls_isRefusedForItsLength() {
    var nested = "scale(".repeat(80_000) + "a" + ",1)".repeat(80_000);

    assertThat(refusal(nested, "-10s")).contains("expected: at most");
    assertThat(refusal("scale(".repeat(5_000) + "a" + ",1)".repeat(5_000), "-10s"))
        .contains("nested 201 deep (expected: at most 200)");
  }

  @Test
  void catastrophicExpression_isLinear() {
    assertThat(get("grep(a0.b0.c0.d0.*,\"(x+x+)+y|(a|a)*b|(.*)*$z\")", "-10s").statusCode())
        .isEqualTo(200);
    assertThat(refusal("grep(a0.b0.c0.d0.*,\"a{1001}\")", "-10s")).contains("a{1001}");
  }

  @Test
  void tenYearsOfSecondsOfTenThousandSeries_isRefusedBeforeAnythingIsRead() {
    assertThat(refusal("a0.b0.*.*.*", "-10y")).contains("points to fetch: 315360000");
    assertThat(engine.statistics().pointsRead()).isLessThan(1_000_000);
  }

  @Test
  void functionThatMakesPoints_isRefusedForThem() {
    assertThat(refusal("time(\"x\",1)", "-10y")).contains("points computed: 315360000");
    assertThat(refusal("movingAverage(a0.b0.c0.d0.e0,\"9y\")", "-10s"))
        .contains("points to fetch: ");
  }

  private static String refusal(String target, String from) {
    var before = System.nanoTime();

    var answer = get(target, from);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(System.nanoTime() - before).isLessThan(WALL_TIME.toNanos());
    return answer.body();
  }

  private static HttpResponse<String> get(String target, String from) {
    var form = "format=raw&from=" + from + "&target=" + encoded(target);
    return server.post("/render", form);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
