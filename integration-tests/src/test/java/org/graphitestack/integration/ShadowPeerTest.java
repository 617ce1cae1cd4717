// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Answers compared with those of Debian's graphite-web over the same files.
@Tag("peers")
class ShadowPeerTest {

  private static final int POINTS = 30;

  @TempDir Path folder;

  @Test
  void shadow_ofGraphiteWeb_tellsWhatDiffersAndOnlyThat() throws Exception {
    var home = folder.resolve("home");
    var now = InstantSource.system().instant().getEpochSecond();
    try (var writing = GraphiteProcess.run(home, "--set", "cache.CARBON_METRIC_INTERVAL=0")) {
      for (var point = 1; point <= POINTS; point++) {
        var time = " " + (now - 60L * point - 120) + "\n";
        writing.sendLines("s.a " + point + time + "s.b " + 2 * point + time);
      }
      await()
          .untilAsserted(
              () -> assertThat(writing.get("/metrics").body()).contains("received_total 60.0"));
      assertThat(writing.terminate()).isZero();
    }
    var tree = home.resolve("storage/whisper");
    try (var peer =
            GraphiteWebPeer.start(
                Files.createDirectory(folder.resolve("peer")), tree, "127.0.0.1:1");
        var graphite =
            GraphiteProcess.run(
                home,
                "--set",
                "cache.CARBON_METRIC_INTERVAL=0",
                "--set",
                "web.SHADOW_URL=" + peer.base(),
                "--set",
                "web.SHADOW_SHARE=1",
                "--set",
                "web.SHADOW_SETTLE_SECONDS=0")) {
      graphite.renderJson("sumSeries(s.*)", "-1h");
      graphite.getBytes("/render?target=aliasByNode(s.*,1)&from=-1h&until=-2min");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(graphite.get("/shadow/report.json").body())
                      .contains("\"compared\": 2, \"equal\": 2, \"dropped\": 0"));

      graphite.renderJson("removeZeroSeries(s.a)", "-1h");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(graphite.get("/shadow/report.json").body())
                      .contains("\"kind\": \"refused\"", "target=removeZeroSeries%28s.a%29"));
      assertThat(graphite.get("/metrics").body())
          .contains("graphite_shadow_differences_total{kind=\"refused\"} 1.0");
    }
  }
}
