// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.graphitestack.cache.CarbonCache;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.UnstoredPointsReader;
import org.jspecify.annotations.Nullable;

/// A running daemon: the parts its command asked for, wired in one order, closed in the other.
///
/// Used by one thread, the command's.
final class Daemon {

  private final LifeCycle lifeCycle = new LifeCycle();
  private final AtomicBoolean ready = new AtomicBoolean();
  private final ReadyLine readyLine = new ReadyLine();
  private final Figures figures = lifeCycle.closeLater("figures", new Figures());
  private final IndexedTree tree;
  private @Nullable CarbonCache cache;

  private Daemon(Path whisperRoot) {
    this.tree = lifeCycle.closeLater("storage", IndexedTree.open(whisperRoot));
    figures.index(tree.index());
    figures.whisper(tree.engine().statistics());
  }

  /// A daemon over one whisper tree.
  static Daemon over(Path whisperRoot) {
    return new Daemon(whisperRoot);
  }

  /// Adds listeners, memory and writers.
  void openCache(CacheSetup setup) {
    var wall = SystemClocks.wall();
    var nanos = SystemClocks.nanos();
    try {
      var opened =
          lifeCycle.closeLater(
              "cache",
              CarbonCache.open(
                  setup.config(), tree.engine(), setup.schemas(), tree.index()::add, wall, nanos));
      cache = opened;
      figures.cache(opened);
      var reload = lifeCycle.closeLater("configuration", setup.reloadInto(opened));
      lifeCycle.onReload(reload::look);
      opened.listeners().forEach(l -> readyLine.with(l));
    } catch (IOException e) {
      throw new StartFailure("cache: " + e.getMessage(), e);
    }
  }

  /// Adds the web, over the tree and, if there is a cache, its points.
  void openWeb(InetSocketAddress bind, WebOptions options) {
    SeriesReader stored = tree.engine().reader();
    var reader = cache == null ? stored : new UnstoredPointsReader(stored, cache.unstored());
    var web =
        lifeCycle.closeLater(
            "web",
            GraphiteWeb.open(bind, options, tree.index(), reader, figures, this::whyNotReady));
    readyLine.withWeb(web.address());
  }

  /// Reads the names of the tree, says that it is ready, and runs until it is told to stop.
  ///
  /// @return the exit status
  int run(PrintWriter out) {
    tree.load();
    ready.set(true);
    out.println(readyLine);
    out.flush();
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
