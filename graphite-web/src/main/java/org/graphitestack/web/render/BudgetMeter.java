// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.graphitestack.web.quota.QueryCharge;

/// Measures one request against its budget, and says when to stop. Holds memory of the pool until
/// it is closed. Thread-safe.
final class BudgetMeter implements AutoCloseable {

  private final RenderBudget budget;
  private final MemoryPool pool;
  private final BooleanSupplier gone;
  private final QueryCharge charge;
  private final LongSupplier nanoTime;
  private final long began;
  private final AtomicInteger windows = new AtomicInteger();
  private final AtomicLong series = new AtomicLong();
  private final AtomicLong points = new AtomicLong();
  private final AtomicLong computed = new AtomicLong();
  private final AtomicLong held = new AtomicLong();
  private final AtomicBoolean stopped = new AtomicBoolean();

  /// @param pool what all requests share
  /// @param gone whether nobody waits for the answer any more; asked often
  /// @param charge counts the request against limits
  BudgetMeter(
      RenderBudget budget,
      MemoryPool pool,
      BooleanSupplier gone,
      QueryCharge charge,
      LongSupplier nanoTime) {
    this.budget = budget;
    this.pool = pool;
    this.gone = gone;
    this.charge = charge;
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong();
  }

  /// Counts a window that is about to be fetched.
  void addWindow(String pattern) {
    var total = windows.incrementAndGet();
    if (total > budget.maxWindows()) {
      throw over("windows fetched", total, budget.maxWindows(), pattern);
    }
  }

  /// Counts the request against the limits of series.
  void touch(Iterable<String> names) {
    charge.touch(names);
  }

  /// How many more series may be fetched.
  int seriesLeft() {
    return (int) Math.max(0, budget.maxSeries() - series.get());
  }

  /// Counts series that are about to be fetched.
  void addSeries(int found, String pattern) {
    var total = series.addAndGet(found);
    if (total > budget.maxSeries()) {
      throw over("series fetched", total, budget.maxSeries(), pattern);
    }
  }

  /// Whether so many series over so many seconds could be more points than allowed.
  boolean couldExceed(long seconds, int seriesCount) {
    return seriesCount > 0 && seconds > budget.maxPoints() / seriesCount;
  }

  /// Checks points that would be fetched, before they are.
  void checkPlanned(long planned, String pattern) {
    if (planned > budget.maxPoints()) {
      throw over("points to fetch", planned, budget.maxPoints(), pattern);
    }
  }

  /// Counts points that were fetched.
  void addPoints(int found, String name) {
    var total = points.addAndGet(found);
    if (total > budget.maxPoints()) {
      throw over("points fetched", total, budget.maxPoints(), name);
    }
    hold((long) found * Double.BYTES, name);
  }

  /// Checks the points one function makes; memory is held for the most that any made.
  void checkPoints(long made, String function) {
    if (made > budget.maxPoints()) {
      throw over("points computed", made, budget.maxPoints(), function + "()");
    }
    var most = computed.getAndAccumulate(made, Math::max);
    if (made > most) {
      hold((made - most) * Double.BYTES, function + "()");
    }
  }

  private void hold(long bytes, String where) {
    if (!pool.take(bytes)) {
      throw new OverBudgetException(
          "bytes of all requests in flight",
          String.valueOf(pool.used() + bytes),
          String.valueOf(pool.most()),
          where);
    }
    held.addAndGet(bytes);
  }

  /// Checks the time since the request began, and that somebody still waits for it.
  ///
  /// @throws RenderAbandonedException if nobody does
  void checkTime(String where) {
    if (stopped.get() || gone.getAsBoolean()) {
      stopped.set(true);
      throw new RenderAbandonedException(where);
    }
    var left = nanosLeft();
    if (left < 0) {
      var spent = Duration.ofNanos(budget.wallTime().toNanos() - left);
      throw new OverBudgetException(
          "time", spent.toMillis() + " ms", budget.wallTime().toMillis() + " ms", where);
    }
  }

  /// Makes every later check of time fail: the request has failed elsewhere.
  void stop() {
    stopped.set(true);
  }

  /// What is left of the time; negative when it is over.
  long nanosLeft() {
    return budget.wallTime().toNanos() - (nanoTime.getAsLong() - began);
  }

  RenderCost cost() {
    return new RenderCost(
        series.get(), points.get(), held.get(), Duration.ofNanos(nanoTime.getAsLong() - began));
  }

  private static OverBudgetException over(String limit, long found, long most, String where) {
    return new OverBudgetException(limit, String.valueOf(found), String.valueOf(most), where);
  }

  /// Gives back the memory.
  @Override
  public void close() {
    pool.giveBack(held.getAndSet(0));
  }
}
