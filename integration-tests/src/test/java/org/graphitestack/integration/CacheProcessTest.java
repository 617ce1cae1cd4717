// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

/// `graphite cache`, as an operator meets it.
class CacheProcessTest {

  @TempDir private Path folder;

  @Test
  void adminPort_ofACache_tellsHealthFiguresAndBooks() throws IOException {
    try (var cache = GraphiteProcess.cache(folder.resolve("home"))) {
      cache.sendLines("kept.for.books 1 1700000000\nnot a point\n");

      await()
          .untilAsserted(
              () ->
                  assertThat(cache.get("/cache/status.json").body())
                      .contains("{\"name\":\"kept.for\",\"count\":1}", "not a point"));
      assertThat(cache.get("/metrics").body()).contains("graphite_cache_");
      assertThat(cache.get("/healthz").body()).isEqualTo("alive\n");
      assertThat(cache.get("/readyz").body()).isEqualTo("ready\n");
      assertThat(cache.get("/").body()).contains("<title>Graphite cache</title>");
      assertThat(cache.get("/cache.js").statusCode()).isEqualTo(200);
      assertThat(cache.get("/status.js").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void logdir_ofADaemon_takesTheLogInPlaceOfStandardError() throws IOException {
    var logs = folder.resolve("logs");
    try (var cache = GraphiteProcess.cache(folder.resolve("home"), "--logdir", logs.toString())) {
      assertThat(cache.terminate()).isZero();

      assertThat(Files.readString(logs.resolve("console.log"))).contains("SIGTERM: draining");
      assertThat(cache.log()).isEmpty();
    }
  }

  @Test
  void accessLog_ofADaemon_hasALineForEachAnswer() throws IOException {
    var logs = folder.resolve("logs");
    try (var run =
        GraphiteProcess.run(folder.resolve("home"), "--access-log", "--logdir", logs.toString())) {
      assertThat(run.get("/render?target=a.*&format=json").statusCode()).isEqualTo(200);
      assertThat(run.get("/nowhere%0A").statusCode()).isEqualTo(404);
      assertThat(run.terminate()).isZero();

      assertThat(Files.readString(logs.resolve("access.log")))
          .containsPattern(
              "INFO  access: 127.0.0.1 - \"GET /render\\?target=a.*&format=json\" 200 \\d+ ms")
          .containsPattern("\"GET /nowhere%0A\" 404 ");
      assertThat(Files.readString(logs.resolve("console.log")))
          .contains("SIGTERM: draining")
          .doesNotContain("GET /render");
    }
  }

  @Test
  void logJson_ofADaemon_isAnObjectALine() throws IOException {
    try (var run = GraphiteProcess.run(folder.resolve("home"), "--log-json")) {
      assertThat(run.get("/render?target=a.*&format=json").statusCode()).isEqualTo(200);
      assertThat(run.terminate()).isZero();

      assertThat(run.log().lines())
          .isNotEmpty()
          .allSatisfy(
              line ->
                  assertThat(new ObjectMapper().readTree(line).has("formattedMessage")).isTrue())
          .anyMatch(line -> line.contains("SIGTERM: draining"))
          .noneMatch(line -> line.contains("GET /render"));
    }
  }

  @Test
  void terminate_writesLimited_endsInTimeAndTheJournalHasTheRest() throws IOException {
    var home = folder.resolve("home");
    try (var cache =
        GraphiteProcess.cache(
            home,
            "--set",
            "cache.MAX_UPDATES_PER_SECOND=1",
            "--set",
            "cache.JOURNAL_DRAIN_TIMEOUT=1")) {
      var lines = new StringBuilder();
      for (var i = 0; i < 200; i++) {
        lines.append("slow.s").append(i).append(" 1 1700000000\n");
      }
      cache.sendLines(lines.toString());
      await()
          .untilAsserted(
              () ->
                  assertThat(cache.get("/cache/status.json").body()).contains("\"received\":200"));

      assertThat(cache.terminate()).isZero();
      assertThat(cache.log()).contains("points are not stored and stay in the journal");
    }
    try (var cache = GraphiteProcess.cache(home)) {
      assertThat(cache.terminate()).isZero();
    }
    try (var files = Files.list(home.resolve("storage/whisper/slow"))) {
      assertThat(files).hasSize(200);
    }
  }
}
