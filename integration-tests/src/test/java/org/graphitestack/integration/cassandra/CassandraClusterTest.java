// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// The bed itself: what other tests rely on. That a killed node is noticed and comes back is what
/// [NodeLossTest] shows.
@WithCassandra
class CassandraClusterTest {

  @Test
  void start_ofThree_formsOneRing(CassandraCluster cluster) throws IOException {
    for (var node : cluster.nodes()) {
      assertThat(node.upNodes()).containsExactlyElementsOf(CassandraCluster.ADDRESSES);
    }
  }
}
