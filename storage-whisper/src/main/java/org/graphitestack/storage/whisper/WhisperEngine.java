// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.SeriesAdmin;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.SeriesWriter;
import org.graphitestack.storage.StorageEngine;
import org.graphitestack.storage.file.BoundedLog;
import org.graphitestack.storage.file.Posix;
import org.jspecify.annotations.Nullable;

/// A tree of whisper files. Other processes may read and write the same tree; series they add are
/// found by [#forEachSeries] and [#newScan].
public final class WhisperEngine implements StorageEngine {

  private final WhisperOptions options;
  private final WhisperStatistics statistics = new WhisperStatistics();
  private final BoundedLog log;
  private final SeriesAccess access;
  private final SeriesReader reader;
  private final SeriesWriter writer;
  private final WhisperAdmin admin;
  private final SeriesChanges changes;

  private WhisperEngine(WhisperOptions options) {
    this.options = options;
    this.log =
        new BoundedLog(System.getLogger(WhisperEngine.class.getPackageName()), options.nanoTime());
    var posix = posix(options);
    this.access = new SeriesAccess(options, log, statistics, posix);
    this.reader = new WhisperReader(access, statistics);
    this.writer =
        new WhisperWriter(
            access, new FileCreation(options.allocation(), options.force(), posix), statistics);
    this.admin = new WhisperAdmin(access, options.root(), options.clock());
    this.changes = new SeriesChanges(access, admin);
  }

  /// The calls, if they are wanted; space is reserved by writing zeros where they are missing.
  private static @Nullable Posix posix(WhisperOptions options) {
    if (options.lock()) {
      return new Posix();
    }
    if (options.allocation() != FileAllocation.RESERVED) {
      return null;
    }
    try {
      return new Posix();
    } catch (UnsupportedOperationException _) {
      return null;
    }
  }

  /// Opens a tree; its root folder is made if it is missing.
  ///
  /// @throws UnsupportedOperationException if locks are wanted and this system lacks the calls
  public static WhisperEngine open(WhisperOptions options) throws IOException {
    Files.createDirectories(options.root());
    return new WhisperEngine(options);
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
  public long usableBytes() {
    return options.root().toFile().getUsableSpace();
  }

  @Override
  public SeriesAdmin admin() {
    return admin;
  }

  /// Changes of whole series that can be undone.
  public SeriesChanges changes() {
    return changes;
  }

  /// Where the files of changes that can be undone are kept.
  public Trash trash() {
    return Trash.of(options.root(), options.clock());
  }

  /// The tree's folder.
  public Path root() {
    return options.root();
  }

  /// How new files get their space.
  public FileAllocation allocation() {
    return options.allocation();
  }

  /// Names every stored series. A series with tags comes under its stored name,
  /// `_tagged.abc.def.HASH`, which leads to it as well as its own: the tree does not tell its tags.
  @Override
  public void forEachSeries(Consumer<MetricPath> consumer) throws IOException {
    new TreeWalk(log, statistics, options.clock(), consumer).walk(options.root());
  }

  /// A scan that reports what appears in the tree and vanishes, each time it is run.
  @Override
  public WhisperTreeScan newScan() {
    return new WhisperTreeScan(options.root(), options.clock(), log, statistics);
  }

  public WhisperStatistics statistics() {
    return statistics;
  }

  @Override
  public void close() {
    access.close();
  }
}
