// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.graphitestack.integration.cassandra.CassandraCluster;
import org.graphitestack.integration.cassandra.WithCassandra;
import org.graphitestack.launch.Main;
import org.graphitestack.storage.cassandra.CassandraEngine;
import org.graphitestack.storage.cassandra.CassandraOptions;
import org.graphitestack.web.cluster.ClusterConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Recorded cases over a cluster: the files of the recording are copied into it by `graphite
/// convert`, and every answer is the recorded one. A third of the cases, since [GoldenAnswersTest]
/// asks them all and functions know nothing of storage; all with `-Dgolden.every=1`.
@WithCassandra
class CassandraGoldenTest {

  @TempDir private Path root;
  @TempDir private Path stateFolder;

  @Test
  void cases_overACluster_areAnsweredAsRecorded(CassandraCluster cluster) throws Exception {
    cluster.restore();
    GoldenServer.unpackTree(root);
    var names = GoldenServer.lines("tagged.txt");
    Files.write(root.resolve(".tagged-series"), names);
    copyInto(cluster);

    var options =
        CassandraOptions.of(
                cluster.nodes().stream().map(node -> node.nativeAddress()).toList(),
                InstantSource.fixed(Instant.ofEpochSecond(GoldenServer.NOW)),
                System::nanoTime)
            .withKeyspaces("golden_data", "golden_meta")
            .withTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(25));
    try (var client = HttpClient.newHttpClient();
        var server =
            GoldenServer.open(
                CassandraEngine.open(options), List.of(), stateFolder, ClusterConfig.NONE)) {
      RecordedCases.assertAnsweredBy(
          client,
          server.base(),
          Integer.getInteger("golden.every", 3),
          "differences.tsv",
          "differences-cassandra.tsv");
    }
  }

  private void copyInto(CassandraCluster cluster) {
    var out = new StringWriter();
    var status =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true))
            .execute(
                "convert",
                "--now",
                Long.toString(GoldenServer.NOW),
                "--from",
                "whisper:" + root,
                "--to",
                "cassandra:" + cluster.contactPoints(),
                "--set",
                "cassandra.DATA_KEYSPACE=golden_data",
                "--set",
                "cassandra.META_KEYSPACE=golden_meta",
                "--set",
                "cassandra.CONNECT_TIMEOUT=30",
                "--set",
                "cassandra.REQUEST_TIMEOUT=25");
    assertThat(status).as(out.toString()).isZero();
    assertThat(out.toString()).contains(" 0 failed", " 0 differ");
  }
}
