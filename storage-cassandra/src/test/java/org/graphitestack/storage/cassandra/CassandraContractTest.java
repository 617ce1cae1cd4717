// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.StorageEngine;
import org.graphitestack.storage.StorageEngineContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

/// The storage contract over a real node: `-Dcassandra.node=127.0.0.1:9042`. Series of one test are
/// gone before the next, so that all share the tables.
@Tag("cassandra")
class CassandraContractTest extends StorageEngineContract {

  private @Nullable Path last;

  static CassandraOptions options() {
    var node = System.getProperty("cassandra.node", "127.0.0.1:9042").split(":", 2);
    return CassandraOptions.of(
            List.of(new InetSocketAddress(node[0], Integer.parseInt(node[1]))),
            InstantSource.system(),
            System::nanoTime)
        .withReplicationFactor(1)
        .withKeyspaces("contract_data", "contract_meta");
  }

  @Override
  protected StorageEngine open(Path folder) throws IOException {
    var engine = CassandraEngine.open(options());
    if (!folder.equals(last)) {
      last = folder;
      var left = new ArrayList<MetricPath>();
      engine.forEachSeries(left::add);
      for (var path : left) {
        engine.admin().delete(path);
      }
    }
    return engine;
  }

  @Override
  protected boolean archivesAreRings() {
    return false;
  }

  @Override
  protected boolean rollsUpWhenRead() {
    return false;
  }
}
