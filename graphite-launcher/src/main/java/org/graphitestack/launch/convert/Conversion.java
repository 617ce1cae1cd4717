// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.convert;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.graphitestack.model.MetricPath;

/// Copies all series of one storage to another, several at a time; a series that fails does not
/// stop the others. Each is read once from the source, made, and compared with what was read.
final class Conversion {

  /// What becomes of series that the target has.
  enum Mode {
    /// They are passed over.
    NEW,
    /// They are deleted first.
    OVERWRITE,
    /// What they lack is filled in.
    MERGE,
    /// Nothing is written at all.
    COMPARE
  }

  /// @param verify whether to compare what was copied
  /// @param jobs series at a time
  record Options(Mode mode, boolean verify, int jobs) {}

  private final Storage source;
  private final Storage target;
  private final Options options;
  private final DoneSeries done;
  private final Pace pace;
  private final InstantSource clock;
  private final Consumer<String> faults;
  private final EngineTarget completion;

  private final AtomicLong all = new AtomicLong();
  private final AtomicLong converted = new AtomicLong();
  private final AtomicLong completed = new AtomicLong();
  private final AtomicLong there = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong comparedSeries = new AtomicLong();
  private final AtomicLong compared = new AtomicLong();
  private final AtomicLong differing = new AtomicLong();
  private final AtomicLong extra = new AtomicLong();

  /// @param faults told a line for each series that fails or differs
  Conversion(
      Storage source,
      Storage target,
      Options options,
      DoneSeries done,
      Pace pace,
      InstantSource clock,
      Consumer<String> faults) {
    this.source = source;
    this.target = target;
    this.options = options;
    this.done = done;
    this.pace = pace;
    this.clock = clock;
    this.faults = faults;
    this.completion = new EngineTarget(target.engine(), target.endToEnd());
  }

  void run() throws IOException {
    var found = new ArrayList<MetricPath>();
    source.engine().forEachSeries(found::add);
    found.sort(null);
    all.set(found.size());
    try (var workers = Executors.newFixedThreadPool(options.jobs())) {
      var results = new ArrayList<Future<?>>();
      for (var path : found) {
        results.add(workers.submit(() -> one(path)));
      }
      for (var result : results) {
        result.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted; begin again to go on", e);
    }
  }

  private void one(MetricPath found) {
    try {
      var named = source.names().named(found);
      if (named.isEmpty() && target.root().isEmpty()) {
        throw new IOException("the name of these tags is not in .tagged-series (expected: there)");
      }
      copy(named.orElse(found));
    } catch (FileAlreadyExistsException _) {
      there.incrementAndGet();
    } catch (IOException | IllegalArgumentException | ArithmeticException e) {
      failed.incrementAndGet();
      faults.accept(found + ": " + e.getMessage());
    }
  }

  private void copy(MetricPath path) throws IOException {
    if (done.contains(path)) {
      there.incrementAndGet();
      return;
    }
    var exists = target.engine().writer().exists(path);
    if (exists && options.mode() == Mode.NEW && !done.begun(path)) {
      there.incrementAndGet();
      return;
    }
    var layout = source.layouts().of(path);
    if (layout.isEmpty()) {
      throw new IOException("gone from the source meanwhile (expected: there)");
    }
    pace.await(layout.get().retentions().archives().stream().mapToInt(a -> a.points()).sum());
    var series =
        StagedSeries.read(
            source.engine().reader(), path, layout.get(), clock.instant().getEpochSecond());
    var whole = true;
    if (options.mode() == Mode.COMPARE) {
      if (!exists) {
        throw new IOException("not in the target (expected: there)");
      }
      whole = compare(path, series, false);
    } else {
      store(path, series, exists);
      whole = !options.verify() || compare(path, series, exists);
    }
    if (whole) {
      done.add(path);
    }
  }

  private void store(MetricPath path, StagedSeries series, boolean exists) throws IOException {
    if (exists && (options.mode() == Mode.MERGE || options.mode() == Mode.NEW)) {
      completion.complete(path, series);
      completed.incrementAndGet();
      return;
    }
    if (exists) {
      target.engine().admin().delete(path);
    }
    done.begin(path);
    target.target().create(path, series);
    if (target.root().isPresent()) {
      TaggedNames.append(target.root().get(), path);
    }
    converted.incrementAndGet();
  }

  private boolean compare(MetricPath path, StagedSeries series, boolean keptOwn)
      throws IOException {
    var found = StagedSeries.read(target.engine().reader(), path, series.layout(), series.now());
    var endToEnd = source.endToEnd() || target.endToEnd();
    var comparison = Comparison.of(series, found, endToEnd, keptOwn);
    comparedSeries.incrementAndGet();
    compared.addAndGet(comparison.compared());
    differing.addAndGet(comparison.differing());
    extra.addAndGet(comparison.extra());
    comparison
        .first()
        .ifPresent(
            first ->
                faults.accept(
                    path
                        + ": "
                        + comparison.differing()
                        + " of "
                        + comparison.compared()
                        + " values differ, the first in the "
                        + first));
    return comparison.differing() == 0;
  }

  /// One line for the moment.
  String figures() {
    return all
        + " series: "
        + converted
        + " converted, "
        + (completed.get() == 0 ? "" : completed + " completed, ")
        + there
        + " were there, "
        + failed
        + " failed";
  }

  /// The lines for the end.
  List<String> report() {
    if (comparedSeries.get() == 0) {
      return List.of(figures());
    }
    var comparison =
        comparedSeries
            + " series compared: "
            + compared
            + " values, "
            + differing
            + " differ"
            + (extra.get() == 0 ? "" : ", " + extra + " only in the target");
    return options.mode() == Mode.COMPARE && failed.get() == 0
        ? List.of(comparison)
        : List.of(figures(), comparison);
  }

  /// Whether nothing failed and nothing that was compared differs.
  boolean wholeAndSame() {
    return failed.get() == 0 && differing.get() == 0;
  }
}
