// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.upkeep;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.CorruptSeriesException;
import org.graphitestack.storage.NoSuchSeriesException;
import org.graphitestack.storage.whisper.SeriesChanges;
import org.graphitestack.storage.whisper.Trash;

/// Deletes, renames, merges and expires series: first a list of steps, then, if wanted, the steps.
/// File, name and waiting points change together.
public final class SeriesWork {

  private final ServedTree tree;
  private final LongSupplier epochSeconds;

  public SeriesWork(ServedTree tree, LongSupplier epochSeconds) {
    this.tree = tree;
    this.epochSeconds = epochSeconds;
  }

  /// What is done to one series.
  public sealed interface Step {

    MetricPath path();

    /// In words, for people and scripts.
    String text();

    record Delete(MetricPath path, String reason) implements Step {
      @Override
      public String text() {
        return "delete " + path + (reason.isEmpty() ? "" : " (" + reason + ")");
      }
    }

    record Rename(MetricPath path, MetricPath to) implements Step {
      @Override
      public String text() {
        return "rename " + path + " to " + to;
      }
    }

    record Merge(MetricPath path, MetricPath into) implements Step {
      @Override
      public String text() {
        return "merge " + path + " into " + into;
      }
    }
  }

  /// What came of the steps.
  ///
  /// @param done how many were made
  /// @param failures a line for each that was not
  /// @param batch for undoing them; empty if none was made
  public record Outcome(int done, List<String> failures, Optional<String> batch) {

    public Outcome {
      failures = List.copyOf(failures);
    }
  }

  /// The series that patterns mean, to be deleted.
  public List<Step> delete(List<String> patterns) {
    var steps = new ArrayList<Step>();
    for (var path : matching(patterns)) {
      steps.add(new Step.Delete(path, ""));
    }
    return steps;
  }

  /// Series that were not written to for so many times their longest retention.
  public List<Step> expire(List<String> patterns, double retentions) throws IOException {
    return expire((Iterable<MetricPath>) matching(patterns), retentions);
  }

  private List<Step> expire(Iterable<MetricPath> series, double retentions) throws IOException {
    if (!(retentions > 0)) {
      throw new IllegalArgumentException("times: " + retentions + " (expected: > 0)");
    }
    var steps = new ArrayList<Step>();
    var now = epochSeconds.getAsLong();
    for (var path : series) {
      try {
        var reach = tree.engine().changes().header(path).maxRetention();
        var written = tree.engine().reader().lastWrite(path);
        if (written.isPresent() && now - written.get() > retentions * reach) {
          steps.add(
              new Step.Delete(
                  path,
                  "not written for "
                      + (now - written.get()) / 86_400
                      + " d, reaches back "
                      + reach / 86_400
                      + " d"));
        }
      } catch (NoSuchSeriesException | CorruptSeriesException _) {
        // Gone meanwhile, or the scrubber's business.
      }
    }
    return steps;
  }

  /// The same among all series.
  public List<Step> expireAll(double retentions) throws IOException {
    return expire((Iterable<MetricPath>) RetentionPass.all(tree), retentions);
  }

  /// Renames by pattern: each `*` of the new name stands for what the `*` of the same rank in the
  /// old one matched, which is a part of a node.
  ///
  /// @throws IllegalArgumentException if the patterns do not fit each other
  public List<Step> rename(String from, String to) {
    var pairs = NamePairs.of(from, to);
    var steps = new ArrayList<Step>();
    var targets = new HashSet<MetricPath>();
    for (var path : tree.matching(pairs.glob())) {
      var target = target(pairs, path);
      if (target.equals(path)) {
        continue;
      }
      if (!targets.add(target)) {
        throw new IllegalArgumentException(
            "two series would be called " + target + " (expected: a name for each)");
      }
      steps.add(new Step.Rename(path, target));
    }
    return steps;
  }

  /// Merges by pattern, as [#rename] names; a series whose counterpart is missing is renamed.
  public List<Step> merge(String from, String into) {
    var pairs = NamePairs.of(from, into);
    var steps = new ArrayList<Step>();
    for (var path : tree.matching(pairs.glob())) {
      var target = target(pairs, path);
      if (!target.equals(path)) {
        steps.add(
            tree.index().contains(target)
                ? new Step.Merge(path, target)
                : new Step.Rename(path, target));
      }
    }
    return steps;
  }

  private static MetricPath target(NamePairs pairs, MetricPath path) {
    try {
      return MetricPath.parse(pairs.target(path.text()));
    } catch (InvalidMetricPathException e) {
      throw new IllegalArgumentException("new name: " + e.getMessage(), e);
    }
  }

  private List<MetricPath> matching(List<String> patterns) {
    var found = new ArrayList<MetricPath>();
    var seen = new HashSet<MetricPath>();
    for (var pattern : patterns) {
      for (var path : tree.matching(pattern)) {
        if (seen.add(path)) {
          found.add(path);
        }
      }
    }
    return found;
  }

  /// Makes the steps. One that fails does not keep the others from being made.
  ///
  /// @param kind of the batch: `delete`, `rename`, `merge` or `expire`
  public Outcome make(String kind, List<Step> steps) throws IOException {
    var failures = new ArrayList<String>();
    if (steps.isEmpty()) {
      return new Outcome(0, failures, Optional.empty());
    }
    var batch = tree.engine().trash().begin(kind);
    var done = 0;
    for (var step : steps) {
      try {
        make(step, batch);
        done++;
      } catch (IOException | IllegalArgumentException e) {
        failures.add(step.text() + ": " + reason(e));
      }
    }
    if (done == 0) {
      batch.delete();
    }
    return new Outcome(done, failures, done == 0 ? Optional.empty() : Optional.of(batch.id()));
  }

  private static String reason(Exception failure) {
    return failure instanceof FileAlreadyExistsException
        ? "there is a series of that name"
        : String.valueOf(failure.getMessage());
  }

  private void make(Step step, Trash.Batch batch) throws IOException {
    if (!tree.settle(step.path())) {
      throw new IOException("points wait in memory and cannot be stored now");
    }
    var changes = tree.engine().changes();
    switch (step) {
      case Step.Delete(var path, _) -> changes.delete(path, batch);
      case Step.Rename(var from, var to) -> {
        changes.rename(from, to, batch);
        tree.came(to);
      }
      case Step.Merge(var from, var into) ->
          changes.merge(from, into, batch, epochSeconds.getAsLong());
    }
    tree.went(step.path());
  }

  /// Undoes a batch.
  ///
  /// @return how many changes were undone
  /// @throws java.nio.file.NoSuchFileException if there is no such batch
  public int undo(String id) throws IOException {
    var batch = tree.engine().trash().batch(id);
    return tree.engine()
        .changes()
        .undo(
            batch,
            epochSeconds.getAsLong(),
            new SeriesChanges.Changed() {
              @Override
              public void came(MetricPath path) {
                tree.came(path);
              }

              @Override
              public void went(MetricPath path) {
                tree.went(path);
              }
            });
  }
}
