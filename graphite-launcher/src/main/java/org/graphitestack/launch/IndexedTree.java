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
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.StorageEngine;
import org.graphitestack.storage.StorageUnreachableException;
import org.graphitestack.storage.TreeScan;
import org.graphitestack.storage.index.NameIndex;
import org.graphitestack.storage.index.NameLog;
import org.graphitestack.storage.tag.TagEditor;

/// The trees of a daemon and the index of their names, kept true: a scan every few seconds finds
/// what other processes add and remove, looking only into folders whose time changed. A log of the
/// names spares the next start the first scan.
///
/// The scan is started by [#load] and owned by one thread; the index may be added to by anyone
/// meanwhile.
final class IndexedTree implements TagEditor, AutoCloseable {

  private static final Logger LOG = System.getLogger(IndexedTree.class.getName());
  private static final double NANOS_PER_SECOND = 1e9;
  private static final Duration FLUSH_PAUSE = Duration.ofSeconds(1);
  private static final Duration MEASURE_PAUSE = Duration.ofMinutes(1);

  private final StorageEngine engine;
  private final Path nameLog;
  private final Duration scanPause;
  private final TaggedSeriesFile tagged;
  private final List<TaggedSeriesFile> otherTagged;
  private final NameIndex index;
  private final CompletableFuture<NameLog> names;
  private final TreeScan scan;
  private final boolean elsewhere;
  private final ScheduledThreadPoolExecutor scanner =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("tree-scan").factory());
  private volatile Predicate<MetricPath> waiting = _ -> false;

  /// Whether all names were read since the start, and whether it was said that they cannot be.
  private volatile boolean scanned;

  /// When the tree was last looked through.
  private volatile long lookedAtNanos = SystemClocks.nanos().getAsLong();

  private volatile long heapBytes;
  private boolean saidUnreachable;

  private IndexedTree(StorageTrees trees, Path nameLog) {
    var files = trees.roots().stream().map(TaggedSeriesFile::of).toList();
    this.engine = trees.engine();
    this.nameLog = nameLog;
    this.scanPause = trees.scanPause();
    this.tagged = files.getFirst();
    this.otherTagged = files.subList(1, files.size());
    this.index = new NameIndex(tagged::append);
    this.scan = engine.newScan();
    this.elsewhere = trees.cluster().isPresent();
    this.names = CompletableFuture.supplyAsync(() -> read(nameLog, trees.roots()), scanner);
  }

  /// @param nameLog the file that holds the names
  static IndexedTree open(StorageTrees trees, Path nameLog) {
    return new IndexedTree(trees, nameLog);
  }

  /// Reads the log beside whatever else starts.
  private NameLog read(Path nameLog, List<Path> roots) {
    try {
      return NameLog.open(nameLog, trees(roots), index::add, index::remove);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String trees(List<Path> roots) {
    return String.join(":", roots.stream().map(Path::toString).toList());
  }

  /// The log, once it is read.
  private NameLog names() {
    try {
      return names.join();
    } catch (CompletionException e) {
      throw new StartFailure("the log of names: cannot be read (" + e.getCause() + ")", e);
    }
  }

  /// Bytes of the log of names on disk.
  long logBytes() {
    return nameLog.toFile().length();
  }

  /// Bytes of the index on the heap, as they were within the last minute.
  long heapBytes() {
    return heapBytes;
  }

  /// Seconds since the tree was last looked through, or since the start.
  double newsSeconds() {
    return (SystemClocks.nanos().getAsLong() - lookedAtNanos) / NANOS_PER_SECOND;
  }

  StorageEngine engine() {
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

  @Override
  public boolean enter(MetricPath path) {
    var entered = index.enter(path);
    if (entered) {
      tagged.entered(path);
    }
    return entered;
  }

  @Override
  public boolean forget(MetricPath path) {
    var forgotten = index.forget(path);
    if (forgotten) {
      tagged.forgotten(path);
    }
    return forgotten;
  }

  /// Says which series wait in memory: those stay in the index although they have no file.
  void waiting(Predicate<MetricPath> inMemory) {
    waiting = inMemory;
  }

  /// Makes all names of the tree known, or says so at once if the log knows them or they are
  /// elsewhere; from then on the scan keeps them true.
  void load() {
    try {
      if (elsewhere && !names().walked()) {
        index.incomplete("names were not read yet");
      }
      if (elsewhere || names().walked()) {
        scanner.execute(this::scanAfterALog);
      } else {
        scan.run(this::add, this::remove);
        scanned = true;
        lookedAtNanos = SystemClocks.nanos().getAsLong();
        names().setWalked();
      }
      var known = new KnownTags(index);
      for (var other : otherTagged) {
        other.read(known);
      }
      tagged.load(known);
    } catch (IOException e) {
      throw new StartFailure("storage: its names cannot be read (" + e + ")", e);
    }
    LOG.log(Level.INFO, () -> index.size() + " series in the tree");
    repeat(this::rescan, scanPause);
    repeat(this::flush, FLUSH_PAUSE);
    scanner.execute(this::measure);
    repeat(this::measure, MEASURE_PAUSE);
  }

  /// What the index knows of series with tags.
  private record KnownTags(NameIndex index) implements TaggedSeriesFile.Names {

    @Override
    public void named(MetricPath path) {
      index.name(path);
    }

    @Override
    public void entered(MetricPath path) {
      index.enter(path);
    }

    @Override
    public void forgotten(MetricPath path) {
      index.forget(path);
    }

    @Override
    public void forEach(BiConsumer<MetricPath, Boolean> consumer) {
      index.forEachTagged(consumer);
    }

    @Override
    public boolean lacksTags(MetricPath path) {
      return index.contains(path) && !index.knowsTagsOf(path);
    }
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
      scanned = true;
      lookedAtNanos = SystemClocks.nanos().getAsLong();
      if (!names().walked()) {
        names().setWalked();
      }
      index.incomplete(null);
      if (names().compact(index.size(), this::isKept)) {
        LOG.log(Level.INFO, "the log of names was written anew");
      }
    } catch (IOException | RuntimeException e) {
      sayNotScanned(e);
    }
  }

  /// Storage that is elsewhere may be out of reach for long; that is said once.
  private void sayNotScanned(Exception why) {
    if (!(why instanceof StorageUnreachableException)) {
      LOG.log(
          Level.WARNING,
          "the tree could not be scanned; trying again in " + scanPause.toSeconds() + " s",
          why);
    } else if (!saidUnreachable) {
      saidUnreachable = true;
      LOG.log(
          Level.WARNING,
          "names cannot be read ({0}); trying again until they can",
          why.getMessage());
    }
  }

  /// A tagged series whose tags were forgotten stands in the index by the place of its file.
  private boolean isKept(MetricPath path) {
    return index.contains(path) && (!path.tagged() || index.knowsTagsOf(path));
  }

  private void rescan() {
    if (elsewhere && !scanned) {
      scanAfterALog();
      return;
    }
    try {
      scan.run(this::add, this::remove);
      lookedAtNanos = SystemClocks.nanos().getAsLong();
      if (saidUnreachable) {
        saidUnreachable = false;
        LOG.log(Level.INFO, "names can be read again");
      }
    } catch (IOException | RuntimeException e) {
      sayNotScanned(e);
    }
  }

  /// A series that has no file any more; one that waits in memory stays.
  void remove(MetricPath path) {
    if (!waiting.test(path) && index.remove(path)) {
      names().went(path);
    }
  }

  private void measure() {
    heapBytes = index.heapBytes();
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
