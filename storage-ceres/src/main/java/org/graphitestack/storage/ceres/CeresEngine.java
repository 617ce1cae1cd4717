// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.function.Consumer;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.SeriesAdmin;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.SeriesWriter;
import org.graphitestack.storage.StorageEngine;
import org.graphitestack.storage.TreeScan;
import org.graphitestack.storage.file.BoundedLog;
import org.jspecify.annotations.Nullable;

/// A ceres tree. Other processes may read and write it too; series they add are found by
/// [#forEachSeries] and [#newScan].
public final class CeresEngine implements StorageEngine {

  private final CeresOptions options;
  private final CeresStatistics statistics = new CeresStatistics();
  private final BoundedLog log;
  private final NodeAccess access;
  private final SeriesReader reader;
  private final SeriesWriter writer;
  private final SeriesAdmin admin;

  private CeresEngine(CeresOptions options) {
    this.options = options;
    this.log =
        new BoundedLog(System.getLogger(CeresEngine.class.getPackageName()), options.nanoTime());
    this.access = new NodeAccess(options, log, statistics);
    this.reader = new CeresReader(access, statistics);
    this.writer = new CeresWriter(access, options.force(), statistics);
    this.admin = new CeresAdmin(access, options.root());
  }

  /// Opens a tree; one that is missing is made.
  ///
  /// @throws UnsupportedOperationException if locks are wanted and this system lacks the calls
  public static CeresEngine open(CeresOptions options) throws IOException {
    Files.createDirectories(options.root());
    CeresTree.create(options.root(), Map.of());
    return new CeresEngine(options);
  }

  @Override
  public SeriesReader reader() {
    return reader;
  }

  @Override
  public SeriesWriter writer() {
    return writer;
  }

  @Override
  public SeriesAdmin admin() {
    return admin;
  }

  @Override
  public long usableBytes() {
    return options.root().toFile().getUsableSpace();
  }

  /// Names every node. A series with tags comes under its stored name, `_tagged.abc.def.HASH`,
  /// which leads to it as well as its own: the tree does not tell its tags.
  @Override
  public void forEachSeries(Consumer<MetricPath> consumer) throws IOException {
    newScan().run(consumer, _ -> {});
  }

  @Override
  public TreeScan newScan() {
    return new CeresTreeScan(options.root(), options.clock(), log);
  }

  /// Maintenance of this tree, beside its reads and writes.
  public TreeMaintenance maintenance(MaintenanceOptions how) {
    return new TreeMaintenance(options, how, access, statistics, log);
  }

  /// Takes the right to maintain this tree, which one process has at a time; null if another has
  /// it.
  public @Nullable MaintenanceLock lockMaintenance() throws IOException {
    return MaintenanceLock.take(options.root());
  }

  /// Gives a series the retentions, the factor and the method of another layout; what is stored
  /// follows with the next maintenance.
  ///
  /// @throws org.graphitestack.storage.NoSuchSeriesException if there is no such series
  public void setLayout(MetricPath path, SeriesLayout layout) throws IOException {
    access.write(
        path,
        node -> {
          node.replace(node.metadata().with(layout));
          return layout;
        });
  }

  public CeresStatistics statistics() {
    return statistics;
  }

  @Override
  public void close() {
    // Files are open only while they are read or written.
  }
}
