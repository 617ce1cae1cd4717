// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.graphitestack.storage.ceres.CeresEngine;
import org.graphitestack.storage.ceres.MaintenanceOptions;

/// Keeps ceres trees in shape beside the cache that writes them, at a pace that leaves the disk to
/// others: a round over the tree, a pause, and so on. A tree that another process maintains is left
/// to it.
final class CeresUpkeep implements AutoCloseable {

  private static final Logger LOG = System.getLogger(CeresUpkeep.class.getName());

  private final List<CeresEngine> engines;
  private final Duration pause;
  private final double nodesPerSecond;
  private final ScheduledThreadPoolExecutor worker =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("ceres-maintenance").factory());

  CeresUpkeep(List<CeresEngine> engines, Duration pause, double nodesPerSecond) {
    this.engines = List.copyOf(engines);
    this.pause = pause;
    this.nodesPerSecond = nodesPerSecond;
  }

  /// The first round comes after a first pause, when the start is over.
  void begin() {
    var _ =
        worker.scheduleWithFixedDelay(
            this::round, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void round() {
    for (var engine : engines) {
      try (var lock = engine.lockMaintenance()) {
        if (lock == null) {
          LOG.log(Level.INFO, "maintenance: another process is at it");
          continue;
        }
        var now = SystemClocks.wall().instant().getEpochSecond();
        var result = engine.maintenance(MaintenanceOptions.DEFAULTS).run(now, nodesPerSecond);
        LOG.log(
            result.failed() == 0 ? Level.DEBUG : Level.WARNING,
            () ->
                "maintenance: "
                    + result.nodes()
                    + " nodes, "
                    + result.failed()
                    + " passed over, "
                    + result.work());
      } catch (IOException | RuntimeException e) {
        LOG.log(Level.WARNING, "maintenance of the tree failed; it is tried again", e);
      }
    }
  }

  /// Ends after the node that is worked on.
  @Override
  public void close() {
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "maintenance: its last node takes long");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
