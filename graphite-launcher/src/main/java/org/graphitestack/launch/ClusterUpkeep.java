// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.graphitestack.storage.cassandra.CassandraEngine;

/// Removes dead series from a cluster, once a day. Several caches may do it: what one has removed
/// the others do not find.
final class ClusterUpkeep implements AutoCloseable {

  private static final Logger LOG = System.getLogger(ClusterUpkeep.class.getName());
  private static final Duration FIRST = Duration.ofHours(1);
  private static final Duration PAUSE = Duration.ofDays(1);

  private final CassandraEngine engine;
  private final ScheduledThreadPoolExecutor worker =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("cluster-upkeep").factory());

  ClusterUpkeep(CassandraEngine engine) {
    this.engine = engine;
  }

  void begin() {
    var _ =
        worker.scheduleWithFixedDelay(
            this::round, FIRST.toMinutes(), PAUSE.toMinutes(), TimeUnit.MINUTES);
  }

  private void round() {
    try {
      var removed = engine.removeDead();
      LOG.log(
          Level.INFO, "{0}: {1,number,#} series of which nothing is kept", engine.name(), removed);
    } catch (IOException | RuntimeException e) {
      LOG.log(
          Level.WARNING,
          engine.name() + ": dead series could not be removed; it is tried again tomorrow",
          e);
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
