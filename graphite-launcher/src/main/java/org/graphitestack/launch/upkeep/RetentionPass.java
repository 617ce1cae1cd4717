// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.upkeep;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.CorruptSeriesException;
import org.graphitestack.storage.NoSuchSeriesException;
import org.graphitestack.storage.whisper.LayoutDeviation;
import org.graphitestack.storage.whisper.Trash;
import org.graphitestack.storage.whisper.WhisperEngine;
import org.jspecify.annotations.Nullable;

/// One pass over series that brings those into their layout that deviate from it, so many a second.
/// Interrupted, the next pass goes on where it is needed.
final class RetentionPass {

  private static final Logger LOG = System.getLogger(RetentionPass.class.getName());
  private static final String KIND = "retention";

  private final WhisperEngine engine;
  private final Supplier<SchemaRules> schemas;
  private final double perSecond;
  private final boolean undoable;
  private final LongSupplier epochSeconds;
  private final LongSupplier nanoTime;
  private final BooleanSupplier stopped;
  private Trash.@Nullable Batch batch;

  /// What came of a pass.
  ///
  /// @param looked series looked at
  /// @param converted files replaced
  /// @param bytes by how many these grew
  /// @param failed series that could not be converted; the log says why
  record Outcome(long looked, long converted, long bytes, long failed, Optional<String> batch) {}

  RetentionPass(
      WhisperEngine engine,
      Supplier<SchemaRules> schemas,
      double perSecond,
      boolean undoable,
      LongSupplier epochSeconds,
      LongSupplier nanoTime,
      BooleanSupplier stopped) {
    this.engine = engine;
    this.schemas = schemas;
    this.perSecond = perSecond;
    this.undoable = undoable;
    this.epochSeconds = epochSeconds;
    this.nanoTime = nanoTime;
    this.stopped = stopped;
  }

  /// Told after each series.
  interface Progress {
    void looked(long series, long converted);
  }

  /// How a series deviates; empty if it does not, is not there any more, or is corrupt.
  static Optional<LayoutDeviation> deviation(
      WhisperEngine engine, SchemaRules schemas, MetricPath path) throws IOException {
    try {
      return LayoutDeviation.between(engine.changes().header(path), schemas.layoutFor(path));
    } catch (NoSuchSeriesException | CorruptSeriesException _) {
      return Optional.empty();
    }
  }

  Outcome run(List<MetricPath> series, Progress progress) throws IOException {
    long looked = 0;
    long converted = 0;
    long bytes = 0;
    long failed = 0;
    for (var path : series) {
      if (stopped.getAsBoolean()) {
        break;
      }
      looked++;
      try {
        var deviation = deviation(engine, schemas.get(), path);
        if (deviation.isPresent() && convert(path)) {
          converted++;
          bytes += deviation.get().bytes();
        }
      } catch (NoSuchSeriesException _) {
        // Removed meanwhile.
      } catch (IOException | IllegalArgumentException e) {
        failed++;
        LOG.log(Level.WARNING, path + ": not converted: " + e.getMessage());
      }
      progress.looked(looked, converted);
    }
    return new Outcome(
        looked, converted, bytes, failed, Optional.ofNullable(batch).map(Trash.Batch::id));
  }

  private boolean convert(MetricPath path) throws IOException {
    var began = nanoTime.getAsLong();
    var done =
        engine
            .changes()
            .convert(
                path,
                schemas.get().layoutFor(path),
                undoable ? batch() : null,
                engine.allocation(),
                epochSeconds.getAsLong());
    pauseSince(began);
    return done;
  }

  private Trash.Batch batch() throws IOException {
    var begun = batch;
    if (begun == null) {
      begun = engine.trash().begin(KIND);
      batch = begun;
    }
    return begun;
  }

  private void pauseSince(long began) {
    if (perSecond <= 0) {
      return;
    }
    var each = (long) (1e9 / perSecond);
    for (var left = each - (nanoTime.getAsLong() - began);
        left > 0 && !stopped.getAsBoolean();
        left = each - (nanoTime.getAsLong() - began)) {
      LockSupport.parkNanos(Math.min(left, 100_000_000));
    }
  }

  /// All names of an index.
  static List<MetricPath> all(ServedTree tree) {
    var all = new ArrayList<MetricPath>();
    tree.index().forEachLeaf(name -> all.add(new MetricPath(name)));
    return all;
  }
}
