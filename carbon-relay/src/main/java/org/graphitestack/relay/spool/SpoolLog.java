// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graphitestack.log.LogEnvironment;
import org.graphitestack.log.LogMaintenance;
import org.graphitestack.log.LogOptions;
import org.graphitestack.log.LogReader;
import org.graphitestack.log.SegmentLog;

/// One segment log of a spool, with its one reader. The reader belongs to the spool's runner.
final class SpoolLog implements AutoCloseable {

  static final String READER = "runner";

  private final Path folder;
  private final SegmentLog log;
  private final LogReader reader;
  private final LogMaintenance maintenance;
  private final long foundQueued;

  private SpoolLog(Path folder, SegmentLog log, LogReader reader, LogMaintenance maintenance) {
    this.folder = folder;
    this.log = log;
    this.reader = reader;
    this.maintenance = maintenance;
    this.foundQueued = log.statistics().queuedPoints();
    maintenance.add(log);
  }

  static SpoolLog open(
      Path folder, LogOptions options, LogEnvironment environment, LogMaintenance maintenance)
      throws IOException {
    var log = SegmentLog.open(folder, options, environment);
    try {
      return new SpoolLog(folder, log, log.openReader(READER), maintenance);
    } catch (IOException | RuntimeException failure) {
      log.close();
      throw failure;
    }
  }

  SegmentLog log() {
    return log;
  }

  LogReader reader() {
    return reader;
  }

  boolean isEmpty() {
    return log.statistics().queuedBytes() == 0;
  }

  SpoolFigures figures() {
    var all = log.statistics();
    var mine = all.readers().getFirst();
    var refusedForGood =
        all.droppedPoints().values().stream().mapToLong(Long::longValue).sum()
            - mine.droppedPoints().values().stream().mapToLong(Long::longValue).sum();
    return new SpoolFigures(
        foundQueued,
        all.appendedPoints() + refusedForGood,
        mine.readPoints(),
        mine.queuedPoints(),
        0,
        all.droppedPoints(),
        mine.quarantinedPoints() + mine.lostPoints() + mine.skippedPoints(),
        mine.queuedBytes(),
        mine.queuedPoints() == 0 ? -1 : mine.oldestUnread(),
        all.writeFailures(),
        all.forceFailures());
  }

  @Override
  public void close() throws IOException {
    maintenance.remove(log);
    log.close();
  }

  /// Closes the log and deletes its folder, which nobody needs any more.
  void delete() throws IOException {
    close();
    try (var files = Files.list(folder)) {
      for (var file : (Iterable<Path>) files::iterator) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
