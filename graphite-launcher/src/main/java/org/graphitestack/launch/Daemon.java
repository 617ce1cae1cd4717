// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.graphitestack.cache.CarbonCache;
import org.graphitestack.config.LimitsFile;
import org.graphitestack.config.UpkeepSettings;
import org.graphitestack.launch.bulk.BulkLane;
import org.graphitestack.launch.upkeep.SeriesActions;
import org.graphitestack.launch.upkeep.SeriesWork;
import org.graphitestack.launch.upkeep.TreeKeeper;
import org.graphitestack.model.MetricPath;
import org.graphitestack.protocol.query.CacheCluster;
import org.graphitestack.protocol.query.CacheClusterConfig;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.UnstoredPoints;
import org.graphitestack.storage.UnstoredPointsReader;
import org.graphitestack.storage.whisper.TreeLock;
import org.graphitestack.storage.whisper.WhisperEngine;
import org.graphitestack.web.carbonlink.CachedElsewhere;
import org.graphitestack.web.http.BulkRoutes;
import org.graphitestack.web.http.JsonReport;
import org.graphitestack.web.http.Routes;
import org.graphitestack.web.live.Arrivals;
import org.jspecify.annotations.Nullable;

/// A running daemon: the parts its command asked for, wired in one order, closed in the other.
///
/// Used by one thread, the command's.
final class Daemon {

  private static final Logger LOG = System.getLogger(Daemon.class.getName());

  /// Live points come first.
  private static final int BULK_THREADS = 1;

  private final LifeCycle lifeCycle = new LifeCycle();
  private final AtomicBoolean ready = new AtomicBoolean();
  private final ReadyLine readyLine = new ReadyLine();
  private final Figures figures = lifeCycle.closeLater("figures", new Figures());
  private final StorageTrees trees;
  private final IndexedTree tree;
  private @Nullable UnstoredPoints unstored;
  private @Nullable CarbonCache cache;
  private Arrivals arrivals = Arrivals.ELSEWHERE;
  private final List<Runnable> onceReady = new ArrayList<>();
  private final Map<String, JsonReport> reports = new HashMap<>();
  private final Map<String, JsonReport> actions = new HashMap<>();
  private final List<Routes> more = new ArrayList<>();
  private final DebugPages debug = new DebugPages();
  private @Nullable LimitsInForce limits;

  private Daemon(StorageTrees trees, Path nameLog, CarbonOptions options) {
    options.applyTo(lifeCycle);
    this.trees = trees;
    this.tree = lifeCycle.closeLater("storage", IndexedTree.open(trees, nameLog));
    figures.index(tree);
    trees.count(figures);
  }

  /// A daemon over some trees.
  ///
  /// @param nameLog where it remembers the trees' names, a file of its own
  static Daemon over(StorageTrees trees, Path nameLog, CarbonOptions options) {
    return new Daemon(trees, nameLog, options);
  }

  /// Adds listeners, memory and writers.
  void openCache(CacheSetup.Source source, CacheSetup setup) {
    var wall = SystemClocks.wall();
    var nanos = SystemClocks.nanos();
    try {
      trees.whisper().ifPresent(engine -> lifeCycle.closeLater("tree lock", lockOf(engine.root())));
      var opened =
          lifeCycle.closeLater(
              "cache",
              CarbonCache.open(
                  setup.config(), tree.engine(), setup.schemas(), tree::add, wall, nanos));
      cache = opened;
      unstored = opened.unstored();
      arrivals = Arrivals.counted(opened.ledger()::received);
      onceReady.add(opened::begin);
      trees
          .upkeep()
          .ifPresent(upkeep -> onceReady.add(lifeCycle.closeLater("maintenance", upkeep)::begin));
      trees
          .expiring()
          .ifPresent(
              cluster ->
                  onceReady.add(
                      lifeCycle.closeLater("cluster upkeep", new ClusterUpkeep(cluster))::begin));
      debug.listeners(opened.listeners(), opened.amqp());
      debug.cache(opened);
      reports.put(CacheReport.PATH, new CacheReport(opened));
      var keys = KeysInForce.start(() -> trees.tell(source.keys()));
      debug.settings(keys::now);
      var upkeep = new AtomicReference<>(setup.conf().upkeep());
      trees.whisper().ifPresent(engine -> keep(engine, opened, upkeep::get));
      more.add(
          new BulkRoutes(
              new BulkLane(tree.engine(), opened::schemas, tree::add, wall, BULK_THREADS)));
      tree.waiting(path -> opened.unstored().layoutToCome(path).isPresent());
      figures.cache(opened);
      limits(setup.conf().folder())
          .follow(book -> opened.limits(book, this::isThere, LimitsInForce::bytes));
      var schemas = lifeCycle.closeLater("schemas", setup.files().watch(opened::schemas));
      lifeCycle.onReload(schemas::look);
      var reload =
          lifeCycle.closeLater(
              "configuration", CacheReload.start(source, keys, setup.conf(), opened, upkeep::set));
      lifeCycle.onReload(reload::look);
      opened.listeners().forEach(l -> readyLine.with(l));
      opened.queries().ifPresent(q -> readyLine.with("query", ReadyLine.hostAndPort(q.address())));
    } catch (IOException e) {
      throw new StartFailure("cache: " + e.getMessage(), e);
    }
  }

  /// The limits that a file in a folder says; of two folders the first counts.
  private LimitsInForce limits(Path folder) {
    var opened = limits;
    if (opened == null) {
      opened =
          lifeCycle.closeLater(
              "limits",
              LimitsInForce.open(
                  folder.resolve(LimitsFile.NAME),
                  tree.index(),
                  tree.engine().reader(),
                  figures::limits));
      limits = opened;
      lifeCycle.onReload(opened::look);
      onceReady.add(opened::begin);
      var report = new LimitsReport(opened);
      reports.put(LimitsReport.PATH, report);
      debug.limits(report);
    }
    return opened;
  }

  /// Whether a series is known to be there, or nobody can say yet which are not.
  private boolean isThere(MetricPath path) {
    return !ready.get() || tree.index().incomplete().isPresent() || tree.index().contains(path);
  }

  /// Has the files of a cache kept in order, and lets requests change its series.
  private void keep(WhisperEngine engine, CarbonCache cache, Supplier<UpkeepSettings> settings) {
    var wall = SystemClocks.wall();
    var served = new CachedTree(engine, tree, cache);
    var series =
        new SeriesActions(served, new SeriesWork(served, () -> wall.instant().getEpochSecond()));
    actions.putAll(series.byPath());
    reports.put("/cache/series/trash", series::trash);
    onceReady.add(
        () ->
            figures.keeper(
                lifeCycle.closeLater(
                    "upkeep",
                    TreeKeeper.start(
                        served, cache::schemas, settings, wall, SystemClocks.nanos()))));
  }

  /// A tree that cannot be written has no lock, and nobody who could change its files.
  static AutoCloseable lockOf(Path root) {
    try {
      return TreeLock.shared(root)
          .orElseThrow(
              () ->
                  new StartFailure(
                      "storage " + root + ": a tool is changing its files (expected: nobody)"));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "storage {0}: cannot be locked, nor written perhaps ({1})", root, e);
      return () -> {};
    }
  }

  /// Asks caches of other processes for points that are not in the tree yet.
  void askCaches(CacheClusterConfig config) {
    var caches =
        lifeCycle.closeLater("carbonlink", CacheCluster.open(config, SystemClocks.nanos()));
    figures.caches(caches);
    unstored = new CachedElsewhere(caches);
  }

  /// Adds the port where a daemon without the web tells of itself.
  ///
  /// @param frontPage class-path resource of its status page
  void openAdmin(String frontPage, AdminOptions options, BindOptions bind, int defaultPort) {
    more.addAll(debug.routes());
    var admin =
        lifeCycle.closeLater(
            "admin",
            new AdminServer(frontPage, figures, reports, actions, more, this::whyNotReady)
                .open(options, bind, defaultPort));
    readyLine.withHttp("admin", admin.address());
  }

  /// Adds the web, over the tree and, if there is a cache, its points.
  ///
  /// @param setup what it may use
  void openWeb(InetSocketAddress bind, WebSetup setup) {
    SeriesReader stored = tree.engine().reader();
    var reader = unstored == null ? stored : new UnstoredPointsReader(stored, unstored);
    var keys = KeysInForce.start(setup.source()::keys);
    debug.settings(keys::now);
    var bounds = limits(setup.source().home().conf());
    var web =
        lifeCycle.closeLater(
            "web",
            GraphiteWeb.open(
                bind,
                setup,
                keys,
                debug,
                tree.index(),
                tree,
                reader,
                arrivals,
                figures,
                reports,
                actions,
                more,
                this::whyNotReady));
    bounds.follow(web::limits);
    var inProcess = cache;
    if (inProcess != null) {
      inProcess.tellAlso(web.own());
    }
    readyLine.withWeb(web.address());
    lifeCycle.onReload(web::readSettings);
    onceReady.add(web::warmUp);
  }

  /// Reads the names of the tree, says that it is ready, and runs until it is told to stop.
  ///
  /// @return the exit status
  int run(PrintWriter out) {
    tree.load();
    ready.set(true);
    out.println(readyLine);
    out.flush();
    onceReady.forEach(Runnable::run);
    return lifeCycle.runUntilStopped();
  }

  /// Closes what was opened before the start failed.
  void abandon() {
    lifeCycle.closeAll();
  }

  private Optional<String> whyNotReady() {
    return ready.get() ? Optional.empty() : Optional.of("the names of the tree are being read");
  }
}
