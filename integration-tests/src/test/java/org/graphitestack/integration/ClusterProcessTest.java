// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two of our nodes that have the same series, behind a third that has none.
class ClusterProcessTest {

  private static final String PARTIAL = "X-Graphite-Partial";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void front_ofTwoReplicas_givesWholeAnswersUntilBothAreGone() throws Exception {
    var now = InstantSource.system().instant().getEpochSecond();
    try (var first = node("first");
        var second = node("second");
        var front = front(first, second, "--set", "web.HEDGE_AFTER=20")) {
      // each lacks a point that the other has
      first.sendLines("a.b 1 " + (now - 20) + "\na.b 3 " + now + "\n");
      second.sendLines("a.b 1 " + (now - 20) + "\na.b 2 " + (now - 10) + "\n");
      var url =
          "/render?format=raw&target=a.*&from=" + (now - 40) + "&until=" + now + "&now=" + now;
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(front.get(url).body()).contains("1.0,2.0,3.0").hasLineCount(1));
      assertThat(front.get(url).headers().firstValue(PARTIAL)).isEmpty();
      assertThat(front.get("/metrics/find?query=*").body()).contains("\"a\"");

      first.kill();
      var one = front.get(url);
      assertThat(one.statusCode()).isEqualTo(200);
      assertThat(one.body()).contains("1.0,2.0");
      assertThat(one.headers().firstValue(PARTIAL)).isEmpty();

      second.kill();
      var none = front.get(url);
      assertThat(none.statusCode()).isEqualTo(503);
      assertThat(none.body()).startsWith("no answer from 127.0.0.1:");
      assertThat(front.get("/metrics/find?query=*").statusCode()).isEqualTo(503);
      assertThat(front.get("/metrics").body())
          .containsPattern("graphite_cluster_failures_total\\{server=\"127.0.0.1:\\d+\"} [1-9]");
    }
  }

  @Test
  void front_ofAReplicaThatHangs_answersFromTheOther() throws Exception {
    var now = InstantSource.system().instant().getEpochSecond();
    try (var first = node("first");
        var second = node("second");
        var front = front(first, second, "--set", "web.REMOTE_STORE_MERGE_RESULTS=False")) {
      first.sendLines("a.b 1 " + now + "\n");
      second.sendLines("a.b 1 " + now + "\n");
      var url =
          "/render?format=raw&target=a.*&from=" + (now - 30) + "&until=" + now + "&now=" + now;
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(front.get(url).body()).contains(",1.0"));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(second.get(url + "&local=1").body()).contains(",1.0"));

      first.pause();

      var answer = front.get(url);
      assertThat(answer.body()).contains(",1.0");
      assertThat(answer.headers().firstValue(PARTIAL)).isEmpty();
      assertThat(front.get("/metrics").body())
          .containsPattern("graphite_cluster_late_total\\{server=\"127.0.0.1:\\d+\"} [1-9]");
    }
  }

  private GraphiteProcess node(String name) throws IOException {
    return GraphiteProcess.run(folder.resolve(name));
  }

  private GraphiteProcess front(GraphiteProcess first, GraphiteProcess second, String... more)
      throws IOException {
    var flags = new ArrayList<String>();
    flags.addAll(
        List.of(
            "--carbonlink",
            "none",
            "--cluster",
            first.web().getAuthority(),
            "--cluster",
            second.web().getAuthority(),
            "--cluster-replicas",
            "2",
            "--set",
            "web.REMOTE_FETCH_TIMEOUT=30"));
    flags.addAll(List.of(more));
    return GraphiteProcess.web(folder.resolve("front"), flags.toArray(String[]::new));
  }
}
