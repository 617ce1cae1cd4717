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
/// for files that others brought.
public final class TreeKeeper implements AutoCloseable {

  private static final Logger LOG = System.getLogger(TreeKeeper.class.getName());
  private static final long LOOK_SECONDS = 2;
  private static final long AGAIN_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final long PURGE_SECONDS = 600;

  private final ServedTree tree;
  private final Supplier<SchemaRules> schemas;
  private final UpkeepSettings settings;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final AtomicLong converted = new AtomicLong();
  private final AtomicLong mended = new AtomicLong();
  private final AtomicLong setAside = new AtomicLong();
  private final ScheduledThreadPoolExecutor threads =
      new ScheduledThreadPoolExecutor(
          2, Thread.ofPlatform().daemon().name("tree-keeper-", 0).factory());
  private volatile boolean closed;
  private volatile boolean settled;
  private volatile @Nullable SchemaRules done;
  private long doneAt;

  private TreeKeeper(
      ServedTree tree,
      Supplier<SchemaRules> schemas,
      UpkeepSettings settings,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.tree = tree;
    this.schemas = schemas;
    this.settings = settings;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /// Starts what the settings ask for.
  public static TreeKeeper start(
      ServedTree tree,
      Supplier<SchemaRules> schemas,
      UpkeepSettings settings,
      InstantSource clock,
      LongSupplier nanoTime) {
    var keeper = new TreeKeeper(tree, schemas, settings, clock, nanoTime);
    keeper.repeat(keeper::purge, PURGE_SECONDS);
    if (settings.reconcile()) {
      keeper.repeat(keeper::reconcile, LOOK_SECONDS);
    }
    if (settings.scrubbedPerSecond() > 0) {
      keeper.repeat(keeper::scrub, LOOK_SECONDS);
    }
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

  /// Files that could not be mended, since the start.
  public long setAside() {
    return setAside.get();
  }

  /// Whether every file follows the rules in force, as far as is known.
  public boolean settled() {
    return !settings.reconcile() || (settled && schemas.get().equals(done));
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

  private void reconcile() throws IOException {
    var rules = schemas.get();
    if (rules.equals(done) && nanoTime.getAsLong() - doneAt < AGAIN_NANOS) {
      return;
    }
    settled = false;
    var before = converted.get();
    var outcome =
        new RetentionPass(
                tree.engine(),
                schemas,
                settings.filesPerSecond(),
                settings.keep().isPositive(),
                () -> clock.instant().getEpochSecond(),
                nanoTime,
                () -> closed || !schemas.get().equals(rules))
            .run(RetentionPass.all(tree), (_, soFar) -> converted.set(before + soFar));
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
    if (!closed && schemas.get().equals(rules)) {
      done = rules;
      doneAt = nanoTime.getAsLong();
      settled = outcome.failed() == 0;
    }
  }

  private void scrub() throws IOException {
    var outcome =
        new ScrubPass(tree, settings.scrubbedPerSecond(), nanoTime, () -> closed)
            .run(RetentionPass.all(tree), finding -> LOG.log(Level.WARNING, finding));
    mended.addAndGet(outcome.mended());
    setAside.addAndGet(outcome.setAside());
  }

  private void purge() throws IOException {
    var purged = tree.engine().trash().purge(settings.keep());
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
