// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.upkeep;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.NoSuchSeriesException;
import org.graphitestack.storage.whisper.Trash;
import org.jspecify.annotations.Nullable;

/// One pass over series that looks each file over, mends it or sets it aside, so many a second.
final class ScrubPass {

  private static final Logger LOG = System.getLogger(ScrubPass.class.getName());

  private final ServedTree tree;
  private final double perSecond;
  private final LongSupplier nanoTime;
  private final BooleanSupplier stopped;
  private Trash.@Nullable Batch batch;

  /// What a pass found.
  ///
  /// @param looked files looked at
  /// @param mended files that were mended
  /// @param setAside files that were moved into the trash
  record Outcome(long looked, long mended, long setAside, long failed, Optional<String> batch) {}

  ScrubPass(ServedTree tree, double perSecond, LongSupplier nanoTime, BooleanSupplier stopped) {
    this.tree = tree;
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    this.stopped = stopped;
  }

  /// @param findings told a line for each damage
  Outcome run(List<MetricPath> series, Consumer<String> findings) throws IOException {
    long looked = 0;
    long mended = 0;
    long setAside = 0;
    long failed = 0;
    for (var path : series) {
      if (stopped.getAsBoolean()) {
        break;
      }
      var began = nanoTime.getAsLong();
      looked++;
      try {
        switch (tree.engine()
            .changes()
            .scrub(
                path,
                this::batch,
                damages -> damages.forEach(damage -> findings.accept(path + ": " + damage)))) {
          case SOUND -> {}
          case MENDED -> {
            mended++;
            findings.accept(path + ": mended");
          }
          case SET_ASIDE -> {
            setAside++;
            tree.went(path);
            findings.accept(path + ": cannot be mended, moved into the trash");
          }
        }
      } catch (NoSuchSeriesException _) {
        // Removed meanwhile.
      } catch (IOException e) {
        failed++;
        LOG.log(Level.WARNING, path + ": not looked at: " + e.getMessage());
      }
      pauseSince(began);
    }
    return new Outcome(
        looked, mended, setAside, failed, Optional.ofNullable(batch).map(Trash.Batch::id));
  }

  private Trash.Batch batch() throws IOException {
    var begun = batch;
    if (begun == null) {
      begun = tree.engine().trash().begin("scrub");
      batch = begun;
    }
    return begun;
  }

  private void pauseSince(long began) {
    if (perSecond > 0) {
      var each = (long) (1e9 / perSecond);
      for (var left = each - (nanoTime.getAsLong() - began);
          left > 0 && !stopped.getAsBoolean();
          left = each - (nanoTime.getAsLong() - began)) {
        LockSupport.parkNanos(Math.min(left, 100_000_000));
      }
    }
  }
}
