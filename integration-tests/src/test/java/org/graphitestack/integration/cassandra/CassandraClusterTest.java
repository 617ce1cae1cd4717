// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// The bed itself: what other tests rely on.
@WithCassandra
class CassandraClusterTest {

  @Test
  void start_ofThree_formsOneRing(CassandraCluster cluster) throws IOException {
    for (var node : cluster.nodes()) {
      assertThat(CassandraCluster.upNodes(node)).isEqualTo(3);
    }
    assertThat(cluster.nodes().getFirst().nodetool("ring"))
        .contains("-9223372036854775808", "-3074457345618258603", "3074457345618258602");
  }

  @Test
  void kill_ofOne_isSeenByTheOthersAndRestoreBringsItBack(CassandraCluster cluster)
      throws IOException {
    var last = cluster.nodes().getLast();
    last.kill();

    var first = cluster.nodes().getFirst();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(first.nodetool("status")).contains("DN  " + last.address()));
    assertThat(last.isAlive()).isFalse();

    cluster.restore();
    assertThat(CassandraCluster.upNodes(first)).isEqualTo(3);
  }
}
