// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.CorruptSeriesException;
import org.graphitestack.storage.NoSuchSeriesException;
import org.graphitestack.storage.file.BoundedLog;

/// Maintenance of all nodes of a tree, one after the other, beside reads and writes of the same
/// engine: a node is locked while it is worked on, some milliseconds. A node that fails is reported
/// and passed over. Thread-safe.
public final class TreeMaintenance {

  private static final long SECOND = 1_000_000_000L;

  private final CeresOptions options;
  private final MaintenanceOptions how;
  private final NodeAccess access;
  private final CeresStatistics statistics;
  private final BoundedLog log;

  TreeMaintenance(
      CeresOptions options,
      MaintenanceOptions how,
      NodeAccess access,
      CeresStatistics statistics,
      BoundedLog log) {
    this.options = options;
    this.how = how;
    this.access = access;
    this.statistics = statistics;
    this.log = log;
  }

  /// What maintenance of a tree came to.
  ///
  /// @param nodes nodes gone through
  /// @param failed nodes passed over because something was wrong with them
  /// @param work what was done to them, together
  public record Result(long nodes, long failed, MaintenanceWork work) {}

  /// Goes through a tree once; ends early if its thread is interrupted.
  ///
  /// @param now epoch seconds
  /// @param nodesPerSecond the most; 0: as fast as it goes
  public Result run(long now, double nodesPerSecond) throws IOException {
    return run(nodes(), now, nodesPerSecond, _ -> {});
  }

  /// All nodes of the tree.
  public List<MetricPath> nodes() throws IOException {
    var paths = new ArrayList<MetricPath>();
    new CeresTreeScan(options.root(), options.clock(), log).run(paths::add, _ -> {});
    return paths;
  }

  /// Goes through some nodes.
  ///
  /// @param now epoch seconds
  /// @param nodesPerSecond the most; 0: as fast as it goes
  /// @param changed told of each node that something was done to
  public Result run(
      List<MetricPath> paths, long now, double nodesPerSecond, Consumer<MetricPath> changed) {
    var total = MaintenanceWork.NONE;
    var begun = options.nanoTime().getAsLong();
    long done = 0;
    long failed = 0;
    for (var path : paths) {
      if (Thread.currentThread().isInterrupted()) {
        break;
      }
      try {
        var work = maintain(path, now);
        total = total.plus(work);
        if (!work.equals(MaintenanceWork.NONE)) {
          changed.accept(path);
        }
      } catch (NoSuchSeriesException _) {
        // Removed meanwhile.
      } catch (CorruptSeriesException _) {
        failed++;
      } catch (IOException e) {
        failed++;
        log.warn("maintenance of " + path + ": passed over: " + e);
      }
      done++;
      pace(begun, done, nodesPerSecond);
    }
    return new Result(done, failed, total);
  }

  private void pace(long begun, long done, double nodesPerSecond) {
    if (nodesPerSecond <= 0) {
      return;
    }
    var due = begun + (long) (done / nodesPerSecond * SECOND);
    while (due - options.nanoTime().getAsLong() > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(due - options.nanoTime().getAsLong());
    }
  }

  /// Goes over one node.
  ///
  /// @param now epoch seconds
  /// @throws NoSuchSeriesException if there is no such node
  /// @throws CorruptSeriesException if it is not what a node needs
  public MaintenanceWork maintain(MetricPath path, long now) throws IOException {
    var work = access.write(path, node -> new NodeMaintenance(node, how, now).run());
    statistics.maintained(work);
    return work;
  }
}
