// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What daemons tell of themselves: figures, and the alerts that ask for them.
@Timeout(120)
final class FiguresTest {

  private static final Path ALERTS = Path.of("../docs/alerts/graphite.rules.yml");

  private static final Path FIGURES =
      Path.of("../graphite-launcher/src/main/java/org/graphitestack/launch/Figures.java");

  /// Told by a daemon over a cluster only: there is none here, so the names are looked up.
  private static final String OF_A_CLUSTER = "graphite_cassandra_";

  @TempDir private Path folder;

  @Test
  void metrics_ofAllDaemons_haveHistogramsAndEverythingAlertsAskFor() throws Exception {
    try (var run = GraphiteProcess.run(folder.resolve("run"));
        var web = GraphiteProcess.web(folder.resolve("run"), "--carbonlink", "none");
        var relay =
            GraphiteProcess.relay(
                folder.resolve("relay"),
                "--set",
                "relay.DESTINATIONS=127.0.0.1:" + run.address("pickle").getPort())) {
      run.sendLines("a.b 1 -1\n");
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> value(run, "graphite_cache_write_duration_seconds_count") == 1);
      for (var server : Set.of(run, web)) {
        assertThat(server.get("/render?target=a.b&format=json").statusCode()).isEqualTo(200);
        assertThat(server.get("/metrics/find?query=a.*").statusCode()).isEqualTo(200);
        assertThat(server.get("/nowhere").statusCode()).isEqualTo(404);
        await()
            .atMost(Duration.ofSeconds(10))
            .untilAsserted(
                () -> {
                  assertThat(value(server, "graphite_render_duration_seconds_count")).isEqualTo(1);
                  assertThat(value(server, "graphite_find_duration_seconds_count")).isEqualTo(1);
                  assertThat(value(server, "graphite_web_answers_total{status=\"4xx\"}"))
                      .isEqualTo(1);
                });
        assertThat(value(server, "graphite_render_duration_seconds_bucket{le=\"60.0\"}"))
            .isEqualTo(1);
        assertThat(value(server, "graphite_render_duration_seconds_sum")).isPositive();
        assertThat(value(server, "graphite_index_news_seconds")).isBetween(0.0, 60.0);
        assertThat(value(server, "graphite_render_max_bytes")).isPositive();
        assertThat(value(server, "graphite_web_cache_max_bytes{cache=\"data\"}")).isPositive();
        assertThat(value(server, "graphite_storage_usable_bytes")).isPositive();
        assertThat(value(server, "graphite_index_log_bytes")).isNotNegative();
      }
      assertThat(value(run, "graphite_cache_max_bytes"))
          .isGreaterThan(value(run, "graphite_cache_bytes"));

      var told = names(run);
      told.addAll(names(web));
      told.addAll(names(relay));
      var asked = new TreeSet<String>();
      Pattern.compile("\\b(?:graphite|jvm)_[a-z0-9_]+\\b")
          .matcher(Files.readString(ALERTS))
          .results()
          .forEach(found -> asked.add(found.group()));
      assertThat(asked).hasSizeGreaterThan(20);
      for (var name : asked.subSet(OF_A_CLUSTER, OF_A_CLUSTER + "~")) {
        assertThat(Files.readString(FIGURES))
            .contains(name.replace("_total", "").replace('_', '.'));
      }
      asked.removeIf(name -> name.startsWith(OF_A_CLUSTER));
      assertThat(told).containsAll(asked);
    }
  }

  /// The names of all figures.
  private static Set<String> names(GraphiteProcess daemon) throws IOException {
    var names = new TreeSet<String>();
    daemon
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> names.add(line.substring(0, line.indexOf(line.contains("{") ? '{' : ' '))));
    return names;
  }

  private static double value(GraphiteProcess daemon, String figure) throws IOException {
    return daemon
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(figure + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(figure.length() + 1)))
        .findFirst()
        .orElse(Double.NaN);
  }
}
