// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nodes that are killed while points come in: three copies of everything, quorums.
@WithCassandra
@Order(1)
class NodeLossTest {

  private static final String SCHEMAS = "[all]\npattern = .*\nretentions = 1s:1d\n";
  private static final String PARTIAL = "X-Graphite-Partial";
  private static final int SERIES = 40;

  private final CassandraCluster cluster;

  @TempDir private Path folder;

  NodeLossTest(CassandraCluster cluster) {
    this.cluster = cluster;
  }

  private static long now() {
    return InstantSource.system().instant().getEpochSecond();
  }

  @Test
  void oneOfThree_killedUnderLoad_losesNothingAndGetsTheRestWhenItIsBack() throws IOException {
    var stack = new StackOverCassandra(cluster, "one_lost", SCHEMAS);
    var points = new SecondsOfPoints("lost.one", SERIES, now() - 3_000);
    var seconds = 600;
    var last = cluster.nodes().getLast();
    try (var product = stack.run(folder.resolve("run"), "--set", "cache.MIN_TIMESTAMP_LAG=1")) {
      for (var second = 0; second < seconds; second += 10) {
        product.sendLines(points.lines(second, second + 10));
        if (second == seconds / 3) {
          await("points are being stored")
              .atMost(StackOverCassandra.PATIENCE)
              .until(() -> StackOverCassandra.figure(product, "stored") > SERIES);
          last.kill();
        }
      }
      StackOverCassandra.awaitStored(product, (long) SERIES * seconds);
      assertThat(product.get("/cache/status.json").body())
          .contains("\"quarantined\":0", "\"quarantined\":[]")
          .doesNotContainPattern("\"dropped\":\\{[^}]*:[1-9]");
    }
    try (var web = stack.web(folder.resolve("web"))) {
      // with the node down
      points.assertReadBy(web, seconds);
    }

    cluster.restore();
    awaitHintsGone();
    // What a node acknowledged in its last tenth of a second, its commit log need not have: whoever
    // is killed with that loses it, points or names, and nobody kept a hint. A read of all copies
    // mends it; names are read by as many as acknowledge a write.
    try (var web =
        stack.web(
            folder.resolve("all"),
            "--set",
            "cassandra.READ_CONSISTENCY=ALL",
            "--set",
            "cassandra.WRITE_CONSISTENCY=ALL")) {
      points.assertReadBy(web, seconds);
    }
    var others = cluster.nodes().subList(0, 2);
    for (var other : others) {
      other.kill();
    }
    // the node that was away is the only one that can answer
    try (var web =
        stack.web(
            folder.resolve("alone"),
            "--set",
            "cassandra.READ_CONSISTENCY=LOCAL_ONE",
            "--set",
            "cassandra.WRITE_CONSISTENCY=LOCAL_ONE",
            "--set",
            "cassandra.CREATE_SCHEMA=False")) {
      points.assertReadBy(web, seconds);
    }
  }

  /// The nodes keep what they could not deliver in files, and delete these when it is delivered.
  private void awaitHintsGone() {
    await("hints are delivered")
        .atMost(StackOverCassandra.PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              for (var node : cluster.nodes()) {
                try (var files = Files.newDirectoryStream(node.hints(), "*.hints")) {
                  if (files.iterator().hasNext()) {
                    return false;
                  }
                }
              }
              return true;
            });
  }

  @Test
  void twoOfThree_down_theJournalHoldsAnswersArePartialAndNothingIsLost() throws IOException {
    var stack = new StackOverCassandra(cluster, "two_lost", SCHEMAS);
    var points = new SecondsOfPoints("lost.two", SERIES, now() - 3_000);
    var stored = 100;
    var seconds = 200;
    var home = folder.resolve("run");
    try (var product = stack.run(home, "--set", "cassandra.REQUEST_TIMEOUT=3")) {
      product.sendLines(points.lines(0, stored));
      StackOverCassandra.awaitStored(product, (long) SERIES * stored);

      for (var node : cluster.nodes().subList(1, 3)) {
        node.kill();
      }
      product.sendLines(points.lines(stored, seconds));

      await("the rest is held")
          .atMost(StackOverCassandra.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(StackOverCassandra.figure(product, "received"))
                      .isEqualTo((long) SERIES * seconds));
      var answer =
          product.get(
              "/render?format=raw&noCache=1&target=lost.two.s7&from="
                  + (points.begin() + stored)
                  + "&until="
                  + (points.begin() + seconds));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue(PARTIAL)).isPresent();
      assertThat(answer.body()).as("what waits in memory is read").contains("700150.0");
      assertThat(StackOverCassandra.figure(product, "held")).isPositive();

      // the process dies as well: its journal has what the cluster has not
      product.kill();
    }
    cluster.restore();
    try (var product = stack.run(home)) {
      await("the journal is replayed and stored")
          .atMost(StackOverCassandra.PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(StackOverCassandra.figure(product, "replayed")).isPositive();
                assertThat(StackOverCassandra.figure(product, "held")).isZero();
              });
    }
    try (var web = stack.web(folder.resolve("web"))) {
      points.assertReadBy(web, seconds);
    }
  }

  @Test
  void twoOfThree_downForAWhile_theSameProcessStoresTheRest() throws IOException {
    var stack = new StackOverCassandra(cluster, "two_back", SCHEMAS);
    var points = new SecondsOfPoints("lost.back", SERIES, now() - 3_000);
    var seconds = 100;
    try (var product = stack.run(folder.resolve("run"), "--set", "cassandra.REQUEST_TIMEOUT=3")) {
      product.sendLines(points.lines(0, seconds / 2));
      StackOverCassandra.awaitStored(product, (long) SERIES * seconds / 2);
      for (var node : cluster.nodes().subList(1, 3)) {
        node.kill();
      }
      product.sendLines(points.lines(seconds / 2, seconds));
      await("a write has failed")
          .atMost(StackOverCassandra.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(product.get("/metrics").body())
                      .containsPattern("graphite_cassandra_unreached_total [1-9]"));

      cluster.restore();

      StackOverCassandra.awaitStored(product, (long) SERIES * seconds);
    }
    try (var web = stack.web(folder.resolve("web"))) {
      points.assertReadBy(web, seconds);
    }
  }
}
