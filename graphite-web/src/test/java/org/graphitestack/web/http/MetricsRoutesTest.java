// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.SeriesFinder;
import org.graphitestack.storage.index.NameIndex;
import org.graphitestack.web.find.MetricSearch;
import org.graphitestack.web.render.SampleSeries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsRoutesTest {

  private TestServer server;

  @BeforeEach
  void open() throws IOException {
    server =
        TestServer.open(
            new TestMetrics(
                    "a.b",
                    "a.b.c",
                    "a.x.c",
                    "a.z",
                    "p+q%41",
                    "t.corrupt",
                    "t.future",
                    "t.gone",
                    "t.old",
                    "t.usual")
                .routes());
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void find_asTreejson_hasBranchesBeforeLeavesAndEachNameOnce() {
    assertThat(server.get("/metrics/find?query=a.*").body())
        .isEqualTo(
            "[{\"text\":\"b\",\"id\":\"a.b\",\"allowChildren\":1,\"expandable\":1,\"leaf\":0},"
                + "{\"text\":\"x\",\"id\":\"a.x\",\"allowChildren\":1,\"expandable\":1,\"leaf\":0},"
                + "{\"text\":\"z\",\"id\":\"a.z\",\"allowChildren\":0,\"expandable\":0,\"leaf\":1}]");
  }

  @Test
  void find_asTreejson_keepsTheWildcardsInTheIdAndDecodesTheText() {
    assertThat(server.get("/metrics/find?query=*.*.c").body())
        .isEqualTo(
            "[{\"text\":\"c\",\"id\":\"*.*.c\",\"allowChildren\":0,\"expandable\":0,\"leaf\":1}]");
    assertThat(server.get("/metrics/find?query=p*").body())
        .contains("\"text\":\"p qA\",\"id\":\"p+q%41\"");
  }

  @Test
  void find_withLive_leavesOutWhatHasNoPointsInTheWindow() {
    assertThat(server.get("/metrics/find?query=t.*&format=completer&from=-1h&live=1").body())
        .contains("t.usual", "t.future")
        .doesNotContain("t.old");
    assertThat(server.get("/metrics/find?query=t.*&format=completer&from=-2d&live=1").body())
        .contains("t.usual", "t.old");
    assertThat(server.get("/metrics/find?query=t.*&format=completer&until=-2d&live=1").body())
        .doesNotContain("t.usual");
  }

  @Test
  void find_withTimesOnly_findsEverySeries() {
    assertThat(server.get("/metrics/find?query=t.*&format=completer&from=-1h").body())
        .contains("t.old");
    assertThat(server.get("/metrics/find?query=t.*&format=completer&live=1").body())
        .contains("t.old");
  }

  @Test
  void find_withWildcards_hasAStarThatIsABranchIfAnyIs() {
    assertThat(server.get("/metrics/find?query=a.*&wildcards=1").body())
        .startsWith(
            "[{\"text\":\"*\",\"id\":\"a.*\",\"allowChildren\":1,\"expandable\":1,\"leaf\":0},");
    assertThat(server.get("/metrics/find?query=a.z&wildcards=1").body()).doesNotContain("\"*\"");
  }

  @Test
  void find_asCompleter_completesWhatWasTyped() {
    assertThat(server.get("/metrics/find?format=completer&query=a.b").body())
        .isEqualTo(
            "{\"metrics\":[{\"path\":\"a.b.\",\"name\":\"b\",\"is_leaf\":\"0\"},"
                + "{\"path\":\"a.b\",\"name\":\"b\",\"is_leaf\":\"1\"}]}");
    assertThat(server.get("/metrics/find?format=completer&query=a.x..").body()).contains("a.x.c");
  }

  @Test
  void find_withAutomaticVariants_readsCommasAsAlternatives() {
    var query = "/metrics/find?format=completer&query=a.b,x.";
    assertThat(server.get(query).body()).isEqualTo("{\"metrics\":[]}");
    assertThat(server.get(query + "&automatic_variants=1").body()).contains("a.b.c", "a.x.c");
  }

  @Test
  void find_asNodelistBeyondTheEnd_isA400ThatSaysWhatThereIs() {
    assertThat(server.get("/metrics/find?format=nodelist&query=a.*&position=-2").body())
        .isEqualTo("{\"nodes\":[\"a\"]}");
    var answer = server.get("/metrics/find?format=nodelist&query=a.*&position=2");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo("Invalid parameters (position: 2 (expected: a node of a.b, -2 to 1))");
  }

  @ParameterizedTest
  @CsvSource({
    "t.usual, 1.6999137E9, 1.7E9",
    "t.future, 1.6999137E9, 1.70000015E9",
    "t.old, 1.6999137E9, 1.6999137E9"
  })
  void find_asJson_hasTheTimeALeafCanHaveValuesOf(String name, double start, double end) {
    assertThat(server.get("/metrics/find?format=json&query=" + name).body())
        .isEqualTo(
            "[{\"path\":\""
                + name
                + "\",\"is_leaf\":true,\"intervals\":[{\"start\":"
                + start
                + ",\"end\":"
                + end
                + "}]}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.corrupt", "t.gone"})
  void find_asJsonOfALeafThatCannotBeRead_hasNoIntervals(String name) {
    assertThat(server.get("/metrics/find?format=json&query=" + name).body())
        .isEqualTo("[{\"path\":\"" + name + "\",\"is_leaf\":true,\"intervals\":[]}]");
  }

  @Test
  void find_withLeavesOnly_hasNoBranches() {
    assertThat(server.get("/metrics/find?format=json&query=a.*&leavesOnly=1").body())
        .contains("a.b", "a.z")
        .doesNotContain("a.x");
  }

  @Test
  void find_withACallback_isACallOfIt() {
    var answer = server.get("/metrics/find?format=nodelist&query=a.z&jsonp=angular.callbacks._0");
    assertThat(answer.body()).isEqualTo("angular.callbacks._0({\"nodes\":[\"z\"]})");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/javascript"));
    assertThat(server.get("/metrics/find?format=nodelist&query=a.z&jsonp=").body()).startsWith("{");
  }

  @ParameterizedTest
  @ValueSource(strings = {"alert(1)", "a%20b", "1a", "%3Cscript%3E", "a;b"})
  void find_withACallbackThatIsNoName_isA400(String callback) {
    assertThat(server.get("/metrics/find?query=a.z&jsonp=" + callback).statusCode()).isEqualTo(400);
  }

  @Test
  void find_pretty_isIndentedByTwo() {
    assertThat(server.get("/metrics/find?format=nodelist&query=a.*&pretty=1").body())
        .isEqualTo("{\n  \"nodes\": [\n    \"b\",\n    \"x\",\n    \"z\"\n  ]\n}");
  }

  @Test
  void find_neverIsCached() {
    var headers = server.get("/metrics/find?query=a.*").headers();
    assertThat(headers.firstValue("Cache-Control")).contains("no-cache");
    assertThat(headers.firstValue("Pragma")).contains("no-cache");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "| Missing required parameter 'query'",
        "query= | Required parameter 'query' is empty",
        "query=a&local=x | Invalid int value 'x' for param local",
        "query=a&leavesOnly=true | Invalid int value 'true' for param leavesOnly",
        "query=a&wildcards= | Invalid int value '' for param wildcards",
      })
  void find_ofWhatMakesNoSense_saysWhy(String parameters, String message) {
    var answer = server.get("/metrics/find?" + (parameters == null ? "" : parameters));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo("Invalid parameters (" + message.replace("'", "&#x27;") + ")");
  }

  @Test
  void find_inAnUnknownFormat_namesThoseThereAre() {
    var answer = server.get("/metrics/find?query=a&format=yaml");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("yaml").contains("treejson, completer, nodelist, json");
  }

  @Test
  void find_ofATooComplexPattern_isA400() {
    var answer = server.get("/metrics/find?query=" + "?".repeat(20_000));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("more than 10000 parts");
  }

  @Test
  void find_withTheQueryInTheForm_andTimesInTheAddress_isRead() {
    assertThat(server.post("/metrics/find?from=1&until=2", "query=a.z").body())
        .contains("\"id\":\"a.z\"");
  }

  @Test
  void expand_hasEachPathOnceAndSorted() {
    assertThat(server.get("/metrics/expand?query=a.z&query=a.*&query=a.b").body())
        .isEqualTo("{\"results\":[\"a.b\",\"a.x\",\"a.z\"]}");
    assertThat(server.get("/metrics/expand?query=a.z&query=a.b&groupByExpr=1").body())
        .isEqualTo("{\"results\":{\"a.z\":[\"a.z\"],\"a.b\":[\"a.b\"]}}");
  }

  @Test
  void index_hasAllLeavesSorted() {
    assertThat(server.get("/metrics/index.json").body())
        .isEqualTo(
            "[\"a.b\",\"a.b.c\",\"a.x.c\",\"a.z\",\"p+q%41\",\"t.corrupt\",\"t.future\","
                + "\"t.gone\",\"t.old\",\"t.usual\"]");
    assertThat(server.get("/metrics/index.json/").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/metrics/", "/metrics?unrelated=1"})
  void metrics_withoutAQuery_areTheFiguresForPrometheus(String path) {
    var answer = server.get(path, "Accept", "application/openmetrics-text;version=1.0.0");
    assertThat(answer.body()).isEqualTo("up 1\n");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain;").contains("0.0.4"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics?query=a.z", "/metrics/?query=a.z"})
  void metrics_withAQuery_areAFind(String path) {
    assertThat(server.get(path).body()).contains("\"id\":\"a.z\"");
    assertThat(server.post("/metrics", "query=a.z").body()).contains("\"id\":\"a.z\"");
  }

  @Test
  void find_moreThanMayWait_isTurnedAwayWithRetryAfter() throws Exception {
    var looking = new CountDownLatch(1);
    var letGo = new CountDownLatch(1);
    SeriesFinder slow =
        pattern -> {
          looking.countDown();
          try {
            letGo.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
          return List.of();
        };
    var routes =
        routes(slow, new FindConfig(1, 0, Duration.ofSeconds(9), Duration.ofSeconds(9), 10, false));
    var busy = TestServer.open(routes);
    try {
      var working = CompletableFuture.supplyAsync(() -> busy.get("/metrics/find?query=a"));
      looking.await();

      var refused = busy.get("/metrics/find?query=b");

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(routes.turnedAway()).isEqualTo(1);
      letGo.countDown();
      assertThat(working.join().statusCode()).isEqualTo(200);
    } finally {
      letGo.countDown();
      busy.close();
    }
  }

  @Test
  void find_moreNodesThanTheLimit_isRefusedUntilTheLimitIsRaised() throws IOException {
    var index = new NameIndex();
    List.of("a.1", "a.2", "a.3").forEach(name -> index.add(new MetricPath(name)));
    var unsaid = FindConfig.DEFAULT;
    var routes = routes(index, limited(unsaid, 2));
    var limited = TestServer.open(routes);
    try {
      var refused = limited.get("/metrics/find?query=a.*");

      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("more than 2 (expected: &lt;= 2) in a.*");
      routes.adjust(limited(unsaid, 3));
      assertThat(limited.get("/metrics/find?query=a.*").statusCode()).isEqualTo(200);
    } finally {
      limited.close();
    }
  }

  private static FindConfig limited(FindConfig config, int nodes) {
    return new FindConfig(
        config.maxRunning(),
        config.maxWaiting(),
        config.maxWait(),
        config.wallTime(),
        nodes,
        false);
  }

  private static MetricsRoutes routes(SeriesFinder finder, FindConfig config) {
    var search =
        new MetricSearch(finder, _ -> {}, new SampleSeries(), InstantSource.fixed(Instant.EPOCH));
    return new MetricsRoutes(search, config, () -> "", TestMetrics.queries(), System::nanoTime);
  }
}
