// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.index.NameIndex;
import org.graphitestack.storage.index.NameLog;
import org.graphitestack.storage.whisper.WhisperEngine;
import org.graphitestack.storage.whisper.WhisperOptions;
import org.graphitestack.storage.whisper.WhisperTreeScan;

/// A whisper tree and the index of its names, kept true: a scan every few seconds finds what other
/// processes add and remove, looking only into folders whose time changed. A log of the names
/// spares the next start the first scan.
///
/// The scan is started by [#load] and owned by one thread; the index may be added to by anyone
/// meanwhile.
final class IndexedTree implements AutoCloseable {

  private static final Logger LOG = System.getLogger(IndexedTree.class.getName());
  private static final Duration SCAN_PAUSE = Duration.ofSeconds(5);
  private static final Duration FLUSH_PAUSE = Duration.ofSeconds(1);

  private final WhisperEngine engine;
  private final TaggedSeriesFile tagged;
  private final NameIndex index;
  private final CompletableFuture<NameLog> names;
  private final WhisperTreeScan scan;
  private final ScheduledThreadPoolExecutor scanner =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("tree-scan").factory());
  private volatile Predicate<MetricPath> waiting = _ -> false;

  private IndexedTree(WhisperEngine engine, Path nameLog, Path root) {
    this.engine = engine;
    this.tagged = TaggedSeriesFile.of(root);
    this.index = new NameIndex(tagged::append);
    this.scan = engine.newScan();
    this.names = CompletableFuture.supplyAsync(() -> read(nameLog, root), scanner);
  }

  /// @param nameLog the file that holds the names
  static IndexedTree open(WhisperOptions options, Path nameLog) {
    try {
      return new IndexedTree(
          WhisperEngine.open(options), nameLog, options.root().toAbsolutePath().normalize());
    } catch (IOException | UnsupportedOperationException e) {
      throw new StartFailure("storage " + options.root() + ": cannot be opened (" + e + ")", e);
    }
  }

  /// Reads the log beside whatever else starts.
  private NameLog read(Path nameLog, Path root) {
    try {
      return NameLog.open(nameLog, root.toString(), index::add, index::remove);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The log, once it is read.
  private NameLog names() {
    try {
      return names.join();
    } catch (CompletionException e) {
      throw new StartFailure("the log of names: cannot be read (" + e.getCause() + ")", e);
    }
  }

  WhisperEngine engine() {
    return engine;
  }

  NameIndex index() {
    return index;
  }

  /// A series that may have no file yet.
  void add(MetricPath path) {
    if (index.add(path)) {
      names().came(path);
    }
  }

  /// Says which series wait in memory: those stay in the index although they have no file.
  void waiting(Predicate<MetricPath> inMemory) {
    waiting = inMemory;
  }

  /// Makes all names of the tree known, or says so at once if the log knows them; from then on the
  /// scan keeps them true.
  void load() {
    try {
      if (names().walked()) {
        scanner.execute(this::scanAfterALog);
      } else {
        scan.run(this::add, this::remove);
        names().setWalked();
      }
      tagged.load(
          path -> {
            if (index.contains(path)) {
              index.add(path);
            }
          });
    } catch (IOException e) {
      throw new StartFailure("storage: its names cannot be read (" + e + ")", e);
    }
    LOG.log(Level.INFO, () -> index.size() + " series in the tree");
    repeat(this::rescan, SCAN_PAUSE);
    repeat(this::flush, FLUSH_PAUSE);
  }

  /// The first scan after a start with a log: also finds what went while nobody looked.
  private void scanAfterALog() {
    try {
      Set<MetricPath> unseen = new HashSet<>();
      names()
          .forEachName(
              path -> {
                if (index.contains(path)) {
                  unseen.add(path);
                }
              });
      scan.run(
          found -> {
            unseen.remove(found);
            add(found);
          },
          this::remove);
      for (var path : unseen) {
        // a tagged series stands in the tree under a hash, so it was not seen by its name
        if (!waiting.test(path) && !engine.writer().exists(path)) {
          remove(path);
        }
      }
      if (names().compact(index.size(), index::contains)) {
        LOG.log(Level.INFO, "the log of names was written anew");
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "the tree could not be scanned", e);
    }
  }

  private void rescan() {
    try {
      scan.run(this::add, this::remove);
    } catch (IOException | RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "the tree could not be scanned; trying again in " + SCAN_PAUSE.toSeconds() + " s",
          e);
    }
  }

  /// A series that has no file any more; one that waits in memory stays.
  void remove(MetricPath path) {
    if (!waiting.test(path) && index.remove(path)) {
      names().went(path);
    }
  }

  private void flush() {
    try {
      names().flush();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the log of names could not be written; trying again", e);
    }
  }

  private void repeat(Runnable task, Duration pause) {
    var _ =
        scanner.scheduleWithFixedDelay(
            task, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() throws IOException {
    try (engine;
        tagged) {
      var log = names();
      scanner.shutdownNow();
      log.close();
    }
  }
}
