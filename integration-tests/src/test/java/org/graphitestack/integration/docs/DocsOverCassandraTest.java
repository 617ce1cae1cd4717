// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.docs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.graphitestack.integration.cassandra.CassandraCluster;
import org.graphitestack.integration.cassandra.WithCassandra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of the pages that need a Cassandra cluster, with one.
@WithCassandra
final class DocsOverCassandraTest {

  private final CassandraCluster cluster;

  @TempDir private Path folder;

  DocsOverCassandraTest(CassandraCluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void commands_thatNeedACluster_work() throws IOException {
    var commands = Pages.leftTo(LeftOut.By.CASSANDRA);
    var here = Map.of("10.0.0.1,10.0.0.2", cluster.contactPoints());

    new Scene(folder, here).play("over-cassandra", commands).ifPresent(Assertions::fail);
  }
}
