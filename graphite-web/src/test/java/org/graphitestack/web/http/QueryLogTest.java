// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.index.NameIndex;
import org.graphitestack.web.find.MetricSearch;
import org.graphitestack.web.render.RenderCost;
import org.junit.jupiter.api.Test;

class QueryLogTest {

  private static final Duration SLOW = Duration.ofMillis(500);
  private final AtomicLong nanos = new AtomicLong();
  private final QueryLog log =
      new QueryLog(SLOW, () -> Instant.ofEpochSecond(1_700_000_000), nanos::get);

  @Test
  void report_runningSlowAndCostliest_areToldWithWhoAsked() throws IOException {
    Routes asking =
        routes ->
            routes.get(
                "/ask",
                context -> {
                  var one = Parameters.of(context);
                  try (var query = log.render(context, one)) {
                    query.computes();
                    var time = Duration.ofMillis(one.integer("ms", 0));
                    nanos.addAndGet(time.toNanos());
                    query.rendered(new RenderCost(3, 4, 5, time));
                    JsonAnswers.write(context, one, json -> log.writeTo(json, one));
                  }
                },
                Need.READ);
    var page = new DebugRoutes.Page("queries", "Queries", "Who asks.", log);
    try (var server = TestServer.open(asking, new DebugRoutes(List.of(page)))) {
      assertThat(server.get("/ask?target=a.b&ms=500").body())
          .contains(
              "\"running\":[{\"millis\":500,\"kind\":\"render\",\"state\":\"computing\",\"client\":\"127.0.0.1\"");
      for (var i = 0; i < 2; i++) {
        server.get("/ask?target=often&ms=300");
      }

      var report = server.get("/debug/queries").body();

      assertThat(report)
          .contains("\"running\":[]")
          .contains(
              "\"slow\":[{\"at\":\"2023-11-14T22:13:20Z\",\"kind\":\"render\",\"millis\":500,\"series\":3,\"points\":4,\"bytes\":5,\"client\"")
          .contains(
              "\"costliest\":[{\"requests\":2,\"millis\":600,\"kind\":\"render\",\"targets\":\"often\"},"
                  + "{\"requests\":1,\"millis\":500,\"kind\":\"render\",\"targets\":\"a.b\"}]");
      assertThat(log.slow(QueryLog.Kind.RENDER)).isEqualTo(1);
    }
  }

  @Test
  void finds_areToldBesideRenders() throws IOException {
    var index = new NameIndex();
    index.add(new MetricPath("servers.web01.load"));
    var search =
        new MetricSearch(
            pattern -> {
              nanos.addAndGet(SLOW.toNanos());
              return index.find(pattern);
            },
            index::forEachLeaf,
            TestMetrics.reader(),
            () -> Instant.EPOCH);
    var finds = new MetricsRoutes(search, FindConfig.DEFAULT, () -> "", log, nanos::get);
    var page = new DebugRoutes.Page("queries", "Queries", "Who asks.", log);
    try (var server = TestServer.open(finds, new DebugRoutes(List.of(page)))) {
      assertThat(server.get("/metrics/find?query=servers.*").statusCode()).isEqualTo(200);
      assertThat(server.get("/metrics/find?query=servers.*&format=pickle").statusCode())
          .isEqualTo(200);
      assertThat(server.get("/metrics/expand?query=*&query=*.*").statusCode()).isEqualTo(200);

      var report = server.get("/debug/queries").body();

      assertThat(report)
          .contains("\"running\":[]")
          .contains(
              "\"kind\":\"find\",\"millis\":500,\"client\":\"127.0.0.1\",\"user\":\"\",\"query\":")
          .contains("{\"requests\":2,\"millis\":1000,\"kind\":\"find\",\"targets\":\"servers.*\"}")
          .contains("\"kind\":\"find\",\"targets\":\"* *.*\"}");
      assertThat(log.slow(QueryLog.Kind.FIND)).isEqualTo(3);
      assertThat(log.slow(QueryLog.Kind.RENDER)).isZero();
    }
  }

  @Test
  void costliest_manyTargets_forgetsThoseThatTookLeast() throws IOException {
    Routes asking =
        routes ->
            routes.get(
                "/many",
                context -> {
                  for (var i = 0; i < 3_000; i++) {
                    var one = Parameters.parse("target=t" + i, "");
                    try (var _ = log.render(context, one)) {
                      nanos.addAndGet(i == 0 ? 1_000_000_000 : 1_000);
                    }
                  }
                  JsonAnswers.write(
                      context,
                      Parameters.of(context),
                      json -> log.writeTo(json, Parameters.of(context)));
                },
                Need.READ);
    try (var server = TestServer.open(asking)) {
      var report = server.get("/many").body();

      assertThat(report)
          .contains(
              "\"costliest\":[{\"requests\":1,\"millis\":1000,\"kind\":\"render\",\"targets\":\"t0\"}");
      assertThat(report.split("\"targets\"", -1)).hasSize(51);
    }
  }
}
