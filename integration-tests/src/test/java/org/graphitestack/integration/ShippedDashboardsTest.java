// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Dashboards over the program's own metrics, there from the first start.
@Timeout(120)
final class ShippedDashboardsTest {

  private static final List<String> NAMES =
      List.of("Graphite: cache", "Graphite: relay", "Graphite: web");

  @TempDir private Path folder;

  @Test
  void dashboards_ofAFreshHome_drawSomethingForEveryTarget() throws Exception {
    try (var run =
            GraphiteProcess.run(folder.resolve("run"), "--set", "cache.CARBON_METRIC_INTERVAL=1");
        var relay =
            GraphiteProcess.relay(
                folder.resolve("relay"),
                "--set",
                "relay.CARBON_METRIC_INTERVAL=1",
                "--set",
                "relay.RELAY_METHOD=consistent-hashing",
                "--set",
                "relay.DESTINATIONS=127.0.0.1:" + run.address("pickle").getPort())) {
      relay.sendLines("a.b 1 -1\n");
      assertThat(run.get("/dashboard/find?query=graphite").body())
          .contains(NAMES.stream().map(name -> "\"" + name + "\"").toList());
      for (var name : NAMES) {
        var targets = targets(run.get("/dashboard/load/" + path(name)).body());
        assertThat(targets).as(name).hasSizeGreaterThan(7);
        for (var target : targets) {
          await(target)
              .atMost(Duration.ofSeconds(30))
              .until(
                  () ->
                      Pattern.compile("\\[-?\\d[^\\[\\]]*, \\d+]")
                          .matcher(run.renderJson(target, "-10min"))
                          .find());
        }
      }
    }
  }

  @Test
  void dashboard_savedUnderAShippedName_standsBeforeItUntilItIsDeleted() throws Exception {
    try (var run = GraphiteProcess.run(folder.resolve("run"))) {
      var load = "/dashboard/load/" + path("Graphite: cache");
      var shipped = run.get(load);
      run.sendForm(
          "/dashboard/save/" + path("Graphite: cache"),
          Map.of("state", "{\"name\": \"Graphite: cache\", \"graphs\": []}"));

      assertThat(run.get(load).body()).endsWith("\"graphs\": []}}");
      assertThat(run.get("/dashboard/find?query=cache").body().split("Graphite: cache", -1))
          .as("listed once")
          .hasSize(2);
      assertThat(run.get("/dashboard/delete/" + path("Graphite: cache")).body())
          .contains("success");
      assertThat(run.get(load).body()).isEqualTo(shipped.body());
      assertThat(run.get("/dashboard/delete/" + path("Graphite: cache")).body())
          .contains("came with the server");
    }
  }

  private static List<String> targets(String state) {
    var targets = new ArrayList<String>();
    var lists = Pattern.compile("\"target\": \\[([^]]*)]").matcher(state);
    while (lists.find()) {
      Pattern.compile("\"([^\"]+)\"")
          .matcher(lists.group(1))
          .results()
          .forEach(found -> targets.add(found.group(1)));
    }
    return targets;
  }

  private static String path(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
