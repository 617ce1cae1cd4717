// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.graphitestack.web.function.FunctionRegistry;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.render.SampleSeries;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RenderRoutesTest {

  private static RenderEngine engine;
  private static TestServer server;

  @BeforeAll
  static void open() throws IOException {
    var samples = new SampleSeries();
    var functions = FunctionRegistry.create();
    engine =
        RenderEngine.open(samples, samples, functions, RenderEngine.Settings.DEFAULT, () -> 0L);
    var clock = InstantSource.fixed(Instant.ofEpochSecond(SampleSeries.NOW));
    server =
        TestServer.open(
            new RenderRoutes(engine, new DescribedGraphs(), RenderConfig.DEFAULT, clock, () -> 0L),
            new FunctionsRoutes(functions));
  }

  @AfterAll
  static void close() {
    server.close();
    engine.close();
  }

  @Test
  void render_json_answersWithValuesAndCacheHeaders() {
    var answer = server.get("/render?target=servers.web1.load&from=-2min&format=json");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("max-age=60");
    assertThat(answer.headers().firstValue("Expires")).hasValue("Sun, 15 Jun 2025 15:08:00 GMT");
    assertThat(answer.body())
        .isEqualTo(
            "[{\"target\": \"servers.web1.load\", \"tags\": {\"name\": \"servers.web1.load\"},"
                + " \"datapoints\": [[14.0, 1749999960], [15.0, 1750000020]]}]");
  }

  @Test
  void render_post_addsFormToQuery() {
    var answer =
        server.post("/render/?target=servers.web1.load", "target=servers.web2.load&format=raw");

    assertThat(answer.body().lines()).hasSize(2);
  }

  @Test
  void render_noTarget_isAnEmptyAnswer() {
    assertThat(server.get("/render?format=json").body()).isEqualTo("[]");
    assertThat(server.get("/render?format=json&target[]=servers.web1.load&from=-1min").body())
        .contains("servers.web1.load");
  }

  @Test
  void render_noCacheOrNoCacheTime_forbidsCaching() {
    for (var parameter : List.of("noCache=0", "cacheTimeout=0", "cacheTimeout=-5")) {
      assertThat(
              server.get("/render?format=json&" + parameter).headers().firstValue("Cache-Control"))
          .hasValue("max-age=0, no-cache, no-store, must-revalidate, private");
    }
  }

  @ParameterizedTest
  @CsvSource({
    // a policy decides, whatever the duration is
    "0, from=-1h, max-age=10",
    "60, from=-1d, max-age=100",
    "60, from=-59min, no-store",
    // a request decides over both
    "60, from=-1d&cacheTimeout=7, max-age=7",
    "60, from=-59min&cacheTimeout=7, max-age=7",
    "60, from=-1d&cacheTimeout=0, no-store",
    "60, from=-1d&cacheTimeout=7&noCache=1, no-store",
    // pies have no policy
    "60, from=-59min&graphType=pie, max-age=60",
  })
  void render_cachePolicy_decidesUnlessTheRequestDoes(
      long duration, String parameters, String header) throws IOException {
    var config =
        RenderConfig.DEFAULT
            .withCacheDuration(Duration.ofSeconds(duration))
            .withCachePolicy(
                List.of(
                    new RenderConfig.CachePolicy(Duration.ofHours(1), Duration.ofSeconds(10)),
                    new RenderConfig.CachePolicy(Duration.ofDays(1), Duration.ofSeconds(100))));
    var clock = InstantSource.fixed(Instant.ofEpochSecond(SampleSeries.NOW));
    var kept =
        TestServer.open(new RenderRoutes(engine, new DescribedGraphs(), config, clock, () -> 0L));
    try {
      var answer = kept.get("/render?target=servers.web1.load&format=raw&" + parameters);

      assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains(header);
    } finally {
      kept.close();
    }
  }

  @Test
  void render_noOrUnknownFormat_isAnImage() {
    for (var format : List.of("", "&format=png", "&format=nosuch", "&format=")) {
      var answer = server.get("/render?target=servers.*.load&tz=Europe/Berlin" + format);

      assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/png");
      assertThat(answer.body()).isEqualTo("lines of 3 in Europe/Berlin");
    }
  }

  @Test
  void render_pie_isAnImageOfSlicesInTheOrderOfTargetsWhateverTheFormat() {
    var answer =
        server.get(
            "/render?graphType=pie&format=json&target=one:5&target=servers.*.load"
                + "&target=two:7.5&target=servers.web1.load");

    assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(answer.body())
        .isEqualTo(
            "pie of [one, servers.web1.load, servers.web2.load, servers.web3.load, two,"
                + " servers.web1.load]");
  }

  @Test
  void render_wrongRequestOfAnImageElement_isA400WithAPicture() {
    var accept = "image/avif,image/webp,image/*,*/*;q=0.8";

    var answer = server.get("/render?target=(&width=99", "Accept", accept);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(answer.body()).startsWith("refusal: cannot read the target").endsWith(" 99");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html,image/webp,*/*", "*/*", "application/json"})
  void render_wrongRequestOfAnythingElse_isA400WithAText(String accept) {
    var answer = server.get("/render?target=(", "Accept", accept);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("Invalid parameters (");
  }

  @Test
  void render_wrongRequestForDataByAnImageElement_isA400WithAText() {
    assertThat(server.get("/render?target=(&format=json", "Accept", "image/*").body())
        .startsWith("Invalid parameters (");
  }

  static Stream<List<String>> wrongRequests() {
    return Stream.of(
        List.of(
            "target=a&from=garbage&format=json",
            "Invalid parameters (Unknown day reference: garbage); targets: \"a\""),
        List.of(
            "target=a&from=now&format=json",
            "Invalid parameters (Invalid empty time range); targets: \"a\""),
        List.of(
            "target=sumSerie(<b>)&format=json",
            "Invalid parameters (Received request for unknown function: sumSerie at character 1,"
                + " nearest: sumSeries); targets: \"sumSerie(&lt;b&gt;)\""),
        List.of(
            "target=alias(servers.web1.load)&format=json",
            "Invalid parameters (alias(): parameter \"newName\" is missing (expected: a text));"
                + " targets: \"alias(servers.web1.load)\"; func: \"alias(servers.web1.load)\""),
        List.of(
            "target=(&format=json",
            "Invalid parameters (cannot read the target at character 1: found '(' (expected: a"
                + " metric path or a function call)); targets: \"(\""),
        List.of(
            "format=json&xFilesFactor=abc",
            "Invalid parameters (Invalid float value 'abc' for param xFilesFactor)"),
        List.of(
            "format=json&cacheTimeout=abc",
            "Invalid parameters (Invalid int value 'abc' for param cacheTimeout)"),
        List.of(
            "format=json&maxDataPoints=0",
            "Invalid parameters (maxDataPoints: 0 (expected: &gt;= 1))"),
        List.of(
            "graphType=donut",
            "Invalid parameters (Invalid graphType 'donut' (expected: line or pie))"),
        List.of(
            "tz=Nowhere",
            "Invalid parameters (tz: Nowhere (expected: the name of a time zone, such as"
                + " Europe/Berlin))"),
        List.of(
            "format=json&maxDataPoints=2&target=consolidateBy(servers.web1.load,\"nosuch\")",
            "Invalid parameters (Invalid consolidation function: 'nosuch' (expected one of:"
                + " average, avg_zero, first, last, max, min, sum, absmax, absmin)); targets:"
                + " \"consolidateBy(servers.web1.load,\"nosuch\")\""));
  }

  @ParameterizedTest
  @MethodSource("wrongRequests")
  void render_wrongRequest_isA400ThatSaysWhatIsWrong(List<String> case_) {
    var query = case_.getFirst().replace("<", "%3C").replace(">", "%3E").replace("\"", "%22");

    var answer = server.get("/render?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo(case_.getLast());
  }

  @Test
  void render_unknownZone_isIgnoredForData() {
    assertThat(server.get("/render?format=json&tz=Nowhere").statusCode()).isEqualTo(200);
  }

  @Test
  void render_explain_saysWhatWasReadAndComputed() {
    var answer =
        server.get(
            "/render?target=movingAverage(servers.web1.load,5)&from=-10min&explain=1&format=png");

    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    assertThat(answer.body())
        .contains("\"fetched\": true")
        .contains("\"patterns\": [\"servers.web1.load\"]")
        .contains("\"lookBack\": 0")
        .contains("\"lookBack\": 300")
        .contains("\"function\": \"movingAverage\"")
        .contains("\"store\": \"sample\", \"place\": \"servers.web1.load\", \"step\": 60")
        .contains("\"target\": \"movingAverage(servers.web1.load,5)\"");
  }

  @Test
  void render_dryRun_fetchesNothing() {
    var before = engine.statistics().seriesRead();

    var answer = server.get("/render?target=sumSeries(servers.*.load)&from=-10min&dry_run=1");

    assertThat(answer.body())
        .contains("\"fetched\": false")
        .contains("\"seriesRead\": 3")
        .contains("\"pointsRead\": 30")
        .contains("\"functions\": []");
    assertThat(engine.statistics().seriesRead()).isEqualTo(before);
  }

  @Test
  void render_rollupStitchAndAlign_areReadAndExplained() {
    var path = "/render?target=servers.web1.load&from=-10min&explain=1";

    assertThat(server.get(path).body())
        .contains("\"rollup\": \"0\", \"stitch\": false, \"align\": false");
    assertThat(server.get(path + "&rollup=all&stitch=1&align=1").body())
        .contains("\"rollup\": \"all\", \"stitch\": true, \"align\": true");
  }

  @Test
  void render_rollupOfAnotherKind_isRefused() {
    var answer = server.get("/render?target=servers.web1.load&rollup=max&format=json");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("rollup: max (expected: one of 0, 1, all)");
  }

  @Test
  void render_align_labelsEachValueWithItsOwnBeginning() {
    // ten minutes up to 15:07, two points at most: runs of five minutes, the first of 15:00
    var answer =
        server.get(
            "/render?target=servers.web1.requests&from=-10min&maxDataPoints=2&align=1&format=json");

    assertThat(answer.body()).contains("\"datapoints\": [[");
    var first = answer.body().split("datapoints\": ", 2)[1];
    assertThat(first).contains(", 1749999600], [").contains(", 1749999900]]");
  }

  @Test
  void render_explainOfAWrongRequest_isRefusedAsItIs() {
    assertThat(server.get("/render?target=nosuch(a)&explain=1").statusCode()).isEqualTo(400);
  }

  @Test
  void functions_ofAGroup_areDescribed() {
    var answer = server.get("/functions?group=Sorting&pretty=1");

    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.body()).startsWith("{\n  \"sortBy\": {\n    \"description\": ");
    assertThat(server.get("/functions?grouped=1").body()).startsWith("{\"Combine\": {");
    assertThat(server.get("/functions?type=pie").body()).isEqualTo("{}");
  }

  @Test
  void functions_unknownName_is404WithAReason() {
    var answer = server.get("/functions/nosuch");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("{\"error\": \"Function not found: nosuch\"}");
    assertThat(server.post("/functions", "").statusCode()).isEqualTo(405);
  }
}
