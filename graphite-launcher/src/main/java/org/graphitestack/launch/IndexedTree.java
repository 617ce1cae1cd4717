// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.graphitestack.storage.index.NameIndex;
import org.graphitestack.storage.whisper.WhisperEngine;
import org.graphitestack.storage.whisper.WhisperOptions;
import org.graphitestack.storage.whisper.WhisperTreeScan;

/// A whisper tree and the index of its names, kept true: a scan every few seconds finds what other
/// processes add and remove, looking only into folders whose time changed.
///
/// The scan is started by [#load] and owned by one thread; the index may be added to by anyone
/// meanwhile.
final class IndexedTree implements AutoCloseable {

  private static final Logger LOG = System.getLogger(IndexedTree.class.getName());
  private static final Duration SCAN_PAUSE = Duration.ofSeconds(5);

  private final WhisperEngine engine;
  private final TaggedSeriesFile tagged;
  private final NameIndex index;
  private final WhisperTreeScan scan;
  private final ScheduledExecutorService scanner =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("tree-scan").factory());

  private IndexedTree(WhisperEngine engine, TaggedSeriesFile tagged) {
    this.engine = engine;
    this.tagged = tagged;
    this.index = new NameIndex(tagged::append);
    this.scan = engine.newScan();
  }

  static IndexedTree open(Path root) {
    try {
      return new IndexedTree(
          WhisperEngine.open(WhisperOptions.of(root, SystemClocks.wall(), SystemClocks.nanos())),
          TaggedSeriesFile.of(root));
    } catch (IOException e) {
      throw new StartFailure("storage " + root + ": cannot be opened (" + e + ")", e);
    }
  }

  WhisperEngine engine() {
    return engine;
  }

  NameIndex index() {
    return index;
  }

  /// Reads all names of the tree; from then on the scan keeps them true.
  void load() {
    try {
      scan.run(index::add, index::remove);
      for (var path : tagged.read()) {
        if (index.contains(path)) {
          index.add(path);
        }
      }
    } catch (IOException e) {
      throw new StartFailure("storage: its names cannot be read (" + e + ")", e);
    }
    LOG.log(Level.INFO, () -> index.size() + " series in the tree");
    var _ =
        scanner.scheduleWithFixedDelay(
            this::rescan, SCAN_PAUSE.toMillis(), SCAN_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void rescan() {
    try {
      scan.run(index::add, index::remove);
    } catch (IOException | RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "the tree could not be scanned; trying again in " + SCAN_PAUSE.toSeconds() + " s",
          e);
    }
  }

  @Override
  public void close() throws IOException {
    scanner.shutdownNow();
    tagged.close();
    engine.close();
  }
}
