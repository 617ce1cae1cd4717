// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.graphitestack.web.render.RenderCost;
import org.junit.jupiter.api.Test;

class QueryLogTest {

  private final AtomicLong nanos = new AtomicLong();
  private final QueryLog log = new QueryLog(() -> Instant.ofEpochSecond(1_700_000_000), nanos::get);

  @Test
  void report_runningSlowAndCostliest_areToldWithWhoAsked() throws IOException {
    Routes asking =
        routes ->
            routes.get(
                "/ask",
                context -> {
                  var one = Parameters.of(context);
                  try (var query = log.begin(context, one)) {
                    query.computes();
                    nanos.addAndGet(Duration.ofMillis(one.integer("ms", 0)).toNanos());
                    if (one.has("slow")) {
                      query.wasSlow(new RenderCost(3, 4, 5, Duration.ofMillis(700)));
                    }
                    JsonAnswers.write(context, one, json -> log.writeTo(json, one));
                  }
                },
                Need.READ);
    var page = new DebugRoutes.Page("queries", "Queries", "Who asks.", log);
    try (var server = TestServer.open(asking, new DebugRoutes(List.of(page)))) {
      assertThat(server.get("/ask?target=a.b&ms=20&slow=1").body())
          .contains("\"running\":[{\"millis\":20,\"state\":\"computing\",\"client\":\"127.0.0.1\"");
      for (var i = 0; i < 2; i++) {
        server.get("/ask?target=often&ms=300");
      }

      var report = server.get("/debug/queries").body();

      assertThat(report)
          .contains("\"running\":[]")
          .contains(
              "\"slow\":[{\"at\":\"2023-11-14T22:13:20Z\",\"millis\":700,\"series\":3,\"points\":4")
          .contains(
              "\"costliest\":[{\"requests\":2,\"millis\":600,\"targets\":\"often\"},"
                  + "{\"requests\":1,\"millis\":20,\"targets\":\"a.b\"}]");
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
                    try (var _ = log.begin(context, one)) {
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
          .contains("\"costliest\":[{\"requests\":1,\"millis\":1000,\"targets\":\"t0\"}");
      assertThat(report.split("\"targets\"", -1)).hasSize(51);
    }
  }
}
