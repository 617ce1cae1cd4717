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
