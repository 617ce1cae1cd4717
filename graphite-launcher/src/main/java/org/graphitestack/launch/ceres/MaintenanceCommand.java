// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.ceres;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.graphitestack.config.InvalidConfigException;
import org.graphitestack.config.SchemaFiles;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.ceres.CeresEngine;
import org.graphitestack.storage.ceres.CeresOptions;
import org.graphitestack.storage.ceres.CeresTree;
import org.graphitestack.storage.ceres.MaintenanceWork;
import org.graphitestack.storage.ceres.TreeMaintenance;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `graphite ceres-maintenance`: what the cache does in the background, once and at once.
@Command(
    name = "ceres-maintenance",
    description = {
      "Rolls up, merges and removes slices of a ceres tree. A cache that keeps its series in ceres"
          + " does this by itself (CERES_MAINTENANCE), so this is for trees that Python's carbon"
          + " writes, and for special occasions.",
      "Plugins: rollup (or rollup_ng; also removes what no archive holds), merge, defrag (merge"
          + " with maxSliceGap=, maxSlicesPerNode=; mode=analyze only counts), orphans, metadata,"
          + " ratelimit (rate=). Default: rollup merge"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class MaintenanceCommand extends CeresTool {

  private static final Duration LOCK_PATIENCE = Duration.ofMinutes(1);

  @Option(names = "--root", paramLabel = "DIR", required = true, description = "The tree.")
  Path root = Path.of("");

  @Option(
      names = "--configdir",
      paramLabel = "DIR",
      description = "Where storage-schemas.conf is, for metadata.")
  @Nullable Path configuration;

  @Option(names = "--workers", paramLabel = "N", description = "Nodes at a time. Default: 4")
  int workers = 4;

  @Option(names = "--verbose", description = "A line for each node that something is done to.")
  boolean verbose;

  @Option(names = "--log", paramLabel = "FILE", description = "Appends what it says to a file.")
  @Nullable Path log;

  @Option(
      names = "--lock",
      paramLabel = "FILE",
      description = "Waits up to a minute for the lock on this file, and holds it meanwhile.")
  @Nullable Path lock;

  @Option(
      names = "--daemon",
      description = "Goes on in the background; what it says is only heard in --log.")
  boolean daemon;

  @Parameters(paramLabel = "PLUGIN|KEY=VALUE", arity = "0..*", description = "What to do, and how.")
  List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    MaintenancePlugins plugins;
    TreeMaintenance maintenance;
    if (!Files.isDirectory(root)) {
      throw new NotDirectoryException(root.toString());
    }
    try (var engine = CeresEngine.open(CeresOptions.of(root, CLOCK, nanos()))) {
      try {
        plugins = MaintenancePlugins.parse(arguments);
        maintenance = engine.maintenance(plugins.options());
        var _ = plugins.rate();
      } catch (IllegalArgumentException e) {
        throw wrongUsage(String.valueOf(e.getMessage()));
      }
      if (daemon) {
        BackgroundCommand.ofThisProcess("--daemon").start();
        return 0;
      }
      try (var _ = lock == null ? null : LockFile.take(lock, LOCK_PATIENCE, nanos())) {
        return maintainAlone(engine, plugins, maintenance);
      }
    }
  }

  private int maintainAlone(
      CeresEngine engine, MaintenancePlugins plugins, TreeMaintenance maintenance)
      throws IOException {
    try (var alone = engine.lockMaintenance()) {
      if (alone == null) {
        throw new IOException(
            root
                + ": another process maintains it (a cache does unless CERES_MAINTENANCE ="
                + " False)");
      }
      return maintain(engine, plugins, maintenance);
    }
  }

  private int maintain(CeresEngine engine, MaintenancePlugins plugins, TreeMaintenance maintenance)
      throws IOException {
    var file = log;
    try (var said =
        file == null
            ? null
            : new PrintWriter(
                Files.newBufferedWriter(
                    file, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
      var to = said == null ? out() : said;
      var nodes = maintenance.nodes();
      if (plugins.metadata()) {
        to.println(metadata(engine, nodes) + " nodes got other metadata");
      }
      if (plugins.analyzes()) {
        analyze(nodes, to);
        to.flush();
        return 0;
      }
      return inParallel(maintenance, nodes, plugins.rate(), to);
    }
  }

  /// Gives every node the layout that the files of schemas have for its name.
  private int metadata(CeresEngine engine, List<MetricPath> nodes) throws IOException {
    if (configuration == null) {
      throw wrongUsage("metadata: no --configdir (expected: where storage-schemas.conf is)");
    }
    try {
      var rules = SchemaFiles.in(configuration).load().rules();
      var changed = 0;
      for (var path : nodes) {
        var layout = rules.layoutFor(path);
        if (!engine.reader().layout(path).equals(Optional.of(layout))) {
          engine.setLayout(path, layout);
          changed++;
        }
      }
      return changed;
    } catch (InvalidConfigException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private void analyze(List<MetricPath> nodes, PrintWriter to) throws IOException {
    var tree = CeresTree.open(root, CLOCK);
    long slices = 0;
    for (var path : nodes) {
      var count = tree.node(path).slices().size();
      slices += count;
      if (verbose) {
        to.println(path + ": " + count + " slices");
      }
    }
    to.println(nodes.size() + " nodes, " + slices + " slices");
  }

  private int inParallel(
      TreeMaintenance maintenance, List<MetricPath> nodes, double rate, PrintWriter to)
      throws IOException {
    var now = now();
    var total = MaintenanceWork.NONE;
    long failed = 0;
    try (var pool = Executors.newFixedThreadPool(Math.max(1, workers))) {
      var results = new ArrayList<Future<TreeMaintenance.Result>>();
      for (var part = 0; part < Math.max(1, workers); part++) {
        var share = new ArrayList<MetricPath>();
        for (var i = part; i < nodes.size(); i += Math.max(1, workers)) {
          share.add(nodes.get(i));
        }
        results.add(pool.submit(() -> maintenance.run(share, now, rate, path -> say(path, to))));
      }
      for (var result : results) {
        total = total.plus(result.get().work());
        failed += result.get().failed();
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    to.println(
        nodes.size()
            + " nodes: "
            + total.pointsRolledUp()
            + " points rolled up, "
            + total.slicesMerged()
            + " slices merged, "
            + total.slicesCut()
            + " cut, "
            + total.slicesDeleted()
            + " removed; "
            + failed
            + " nodes passed over");
    to.flush();
    return failed == 0 ? 0 : 1;
  }

  private void say(MetricPath path, PrintWriter to) {
    if (verbose) {
      to.println(path);
    }
  }
}
