// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// limits.conf with the whole product: what is refused, where it is told, how it is changed.
@Timeout(120)
final class LimitsProcessTest {

  @TempDir private Path folder;
  private Path home;

  @BeforeEach
  void makeHome() throws IOException {
    home = folder.resolve("home");
    Files.createDirectories(home.resolve("conf"));
    limits(
        """
        [team-a]
        PATTERN = teams.a
        MAX_SERIES = 3
        MAX_POINTS_PER_SECOND = 1
        MAX_QUERIES_PER_MINUTE = 2
        WARN_QUERIES_PER_MINUTE = 1
        """);
  }

  @Test
  void run_pointsSeriesAndQueriesOverTheirLimit_areRefusedAndTheBooksBalance() throws Exception {
    try (var run = GraphiteProcess.run(home)) {
      run.sendLines("teams.a.s0 1 1700000000\nteams.a.s1 1 1700000000\nteams.a.s2 1 1700000000\n");
      await().atMost(Duration.ofSeconds(20)).until(() -> used(run, "series") == 3);
      var lines = new StringBuilder();
      for (var i = 0; i < 5; i++) {
        lines.append("teams.a.s").append(i).append(" 1 1700000000\n");
        lines.append("teams.b.s").append(i).append(" 1 1700000000\n");
      }
      for (var i = 0; i < 100; i++) {
        lines.append("teams.a.s0 1 ").append(1700000060 + i).append('\n');
      }
      run.sendLines(lines.toString());
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(
                          number(run, "\"points\":(\\d+),\"series\":2}")
                              + number(run, "\"received\":(\\d+)"))
                      .isEqualTo(111));
      var refused = number(run, "\"points\":(\\d+),\"series\":2}");
      assertThat(refused).as("a minute's worth, and what came meanwhile").isBetween(30, 46);

      assertThat(run.get("/metrics/find?query=teams.b.*").statusCode()).isEqualTo(200);
      assertThat(run.get("/metrics/find?query=teams.a.*").statusCode()).isEqualTo(200);
      assertThat(run.get("/render?target=teams.a.*&target=teams.b.*&format=json").statusCode())
          .isEqualTo(200);
      var render = run.get("/render?target=sum(teams.*.*)&format=json");
      assertThat(render.statusCode()).isEqualTo(429);
      assertThat(render.headers().firstValue("Retry-After").map(Integer::parseInt).orElseThrow())
          .isBetween(1, 31);
      assertThat(render.body())
          .startsWith(
              "limit [team-a]: more than 2 queries a minute that touch its series, such as"
                  + " teams.a.s");
      assertThat(run.get("/metrics/find?query=teams.a.s1").statusCode()).isEqualTo(429);
      assertThat(run.get("/render?target=teams.b.*&format=json").statusCode()).isEqualTo(200);

      assertThat(run.get("/metrics").body())
          .contains("graphite_cache_over_limit_total{reason=\"points\"} " + refused + ".0")
          .contains(
              "graphite_limit_refused_total{limit=\"team-a\",measure=\"points\"} " + refused + ".0")
          .contains("graphite_limit_refused_total{limit=\"team-a\",measure=\"queries\"} 2.0")
          .contains("graphite_limit_over_soft_total{limit=\"team-a\",measure=\"queries\"} 1.0")
          .contains("graphite_limit_hard{limit=\"team-a\",measure=\"series\"} 3.0");
      var report = run.get("/limits.json").body();
      assertThat(report)
          .contains("\"limit\":\"team-a\",\"pattern\":\"teams.a\",\"measure\":\"points\"")
          .containsPattern("\"lastRefused\":\"teams.a.s[34]\"");
      assertThat(report.indexOf("\"measure\":\"points\""))
          .as("most was refused of points")
          .isLessThan(report.indexOf("\"measure\":\"queries\""));
      assertThat(run.get("/debug/limits").body()).isEqualTo(report);
      assertThat(run.get("/debug").body()).contains("debug/limits");
    }
  }

  @Test
  void run_seriesThatWereThere_areCountedAndStayWritable() throws Exception {
    try (var run = GraphiteProcess.run(home)) {
      run.sendLines("teams.a.x 1 1700000000\nteams.a.y 1 1700000000\nteams.a.z 1 1700000000\n");
      await().atMost(Duration.ofSeconds(20)).until(() -> used(run, "series") == 3);
      run.terminate();
    }
    try (var run = GraphiteProcess.run(home)) {
      await().atMost(Duration.ofSeconds(20)).until(() -> used(run, "series") == 3);
      run.sendLines("teams.a.x 2 1700000060\nteams.a.new 1 1700000060\nteams.b.x 1 1700000060\n");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(run.get("/cache/status.json").body())
                      .contains("\"overLimit\":{\"series\":1}")
                      .contains("\"received\":2"));

      limits("[team-a]\nPATTERN = teams.a\nMAX_SERIES = 4\n");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(run.log())
                      .contains("limits read again")
                      .contains("limits.conf: [team-a] - MAX_SERIES = 3")
                      .contains("limits.conf: [team-a] + MAX_SERIES = 4")
                      .doesNotContain("already registered"));
      run.sendLines("teams.a.new 1 1700000060\n");
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> run.get("/metrics/find?query=teams.a.new").body().contains("teams.a.new"));
    }
  }

  /// A number of the cache's books; below all others if it is not there.
  private static int number(GraphiteProcess run, String pattern) throws IOException {
    var found = Pattern.compile(pattern).matcher(run.get("/cache/status.json").body());
    return found.find() ? Integer.parseInt(found.group(1)) : -1000;
  }

  private static double used(GraphiteProcess run, String measure) throws IOException {
    var line =
        Pattern.compile(
            "graphite_limit_used\\{limit=\"team-a\",measure=\"" + measure + "\"} (\\S+)");
    var found = line.matcher(run.get("/metrics").body());
    return found.find() ? Double.parseDouble(found.group(1)) : -1;
  }

  private void limits(String text) throws IOException {
    Files.writeString(home.resolve("conf/limits.conf"), text);
  }
}
