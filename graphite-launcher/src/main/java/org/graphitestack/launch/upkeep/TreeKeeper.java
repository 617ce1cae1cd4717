// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.upkeep;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.config.UpkeepSettings;
import org.jspecify.annotations.Nullable;

/// Keeps the tree of a running cache in order, in the background: files follow the schemas when
/// these change, and damage is found. One thread each, which waits most of the time.
///
/// A pass over all series begins when the rules are others than at the last one, and after an hour,
/// for files that others brought. One that is under way when the settings change ends, and the next
/// begins under the new ones.
public final class TreeKeeper implements AutoCloseable {

  private static final Logger LOG = System.getLogger(TreeKeeper.class.getName());
  private static final long LOOK_SECONDS = 2;
  private static final long AGAIN_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final long PURGE_SECONDS = 600;

  private final ServedTree tree;
  private final Supplier<SchemaRules> schemas;
  private final Supplier<UpkeepSettings> settings;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final AtomicLong converted = new AtomicLong();
  private final AtomicLong mended = new AtomicLong();
  private final AtomicLong setAside = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final ScheduledThreadPoolExecutor threads =
      new ScheduledThreadPoolExecutor(
          2, Thread.ofPlatform().daemon().name("tree-keeper-", 0).factory());
  private volatile boolean closed;
  private volatile boolean settled;
  private volatile @Nullable SchemaRules done;
  private long doneAt;

  /// One that does nothing by itself.
  TreeKeeper(
      ServedTree tree,
      Supplier<SchemaRules> schemas,
      Supplier<UpkeepSettings> settings,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.tree = tree;
    this.schemas = schemas;
    this.settings = settings;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /// Starts to do what the settings ask for.
  ///
  /// @param settings asked again and again
  public static TreeKeeper start(
      ServedTree tree,
      Supplier<SchemaRules> schemas,
      Supplier<UpkeepSettings> settings,
      InstantSource clock,
      LongSupplier nanoTime) {
    var keeper = new TreeKeeper(tree, schemas, settings, clock, nanoTime);
    keeper.repeat(keeper::purge, PURGE_SECONDS);
    keeper.repeat(keeper::reconcile, LOOK_SECONDS);
    keeper.repeat(keeper::scrub, LOOK_SECONDS);
    return keeper;
  }

  /// Files converted since the start.
  public long converted() {
    return converted.get();
  }

  /// Files mended since the start.
  public long mended() {
    return mended.get();
  }

  /// Files that could not be brought into the layout of the schemas, since the start.
  public long refused() {
    return refused.get();
  }

  /// Files that could not be mended, since the start.
  public long setAside() {
    return setAside.get();
  }

  /// Whether every file follows the rules in force, as far as is known.
  public boolean settled() {
    return !settings.get().reconcile() || (settled && schemas.get().equals(done));
  }

  private interface Task {
    void run() throws IOException;
  }

  private void repeat(Task task, long seconds) {
    var _ =
        threads.scheduleWithFixedDelay(
            () -> {
              try {
                task.run();
              } catch (IOException | RuntimeException e) {
                LOG.log(Level.WARNING, "keeping the tree failed, it will be tried again", e);
              }
            },
            seconds,
            seconds,
            TimeUnit.SECONDS);
  }

  /// Brings files into the layout of the schemas, if that is wanted and anything may have changed.
  void reconcile() throws IOException {
    var rules = schemas.get();
    var asked = settings.get();
    if (!asked.reconcile()) {
      done = null;
      return;
    }
    if (rules.equals(done) && nanoTime.getAsLong() - doneAt < AGAIN_NANOS) {
      return;
    }
    settled = false;
    var before = converted.get();
    var outcome =
        new RetentionPass(
                tree.engine(),
                schemas,
                asked.filesPerSecond(),
                asked.keep().isPositive(),
                () -> clock.instant().getEpochSecond(),
                nanoTime,
                () -> closed || !schemas.get().equals(rules) || !settings.get().equals(asked))
            .run(RetentionPass.all(tree), (_, soFar) -> converted.set(before + soFar));
    refused.addAndGet(outcome.failed());
    if (outcome.converted() > 0) {
      LOG.log(
          Level.INFO,
          outcome.converted()
              + " of "
              + outcome.looked()
              + " files brought into the layout of the schemas, "
              + outcome.failed()
              + " failed"
              + outcome.batch().map(id -> "; in the trash as " + id).orElse(""));
    }
    if (!closed && schemas.get().equals(rules) && settings.get().equals(asked)) {
      done = rules;
      doneAt = nanoTime.getAsLong();
      settled = outcome.failed() == 0;
    }
  }

  /// Looks all files over once, if that is wanted.
  void scrub() throws IOException {
    var asked = settings.get();
    if (asked.scrubbedPerSecond() <= 0) {
      return;
    }
    var outcome =
        new ScrubPass(
                tree,
                asked.scrubbedPerSecond(),
                nanoTime,
                () -> closed || !settings.get().equals(asked))
            .run(RetentionPass.all(tree), finding -> LOG.log(Level.WARNING, finding));
    mended.addAndGet(outcome.mended());
    setAside.addAndGet(outcome.setAside());
  }

  /// Deletes what was kept long enough.
  void purge() throws IOException {
    var purged = tree.engine().trash().purge(settings.get().keep());
    if (purged > 0) {
      LOG.log(Level.INFO, purged + " changes can no longer be undone: their files are deleted");
    }
  }

  /// Ends after the file in hand.
  @Override
  public void close() {
    closed = true;
    threads.shutdown();
    try {
      if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
        LOG.log(Level.WARNING, "keeping the tree did not end within a minute");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
