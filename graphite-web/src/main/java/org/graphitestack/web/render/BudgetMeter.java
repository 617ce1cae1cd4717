// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Measures one request against its budget. Thread-safe.
final class BudgetMeter {

  private final RenderBudget budget;
  private final LongSupplier nanoTime;
  private final long began;
  private final AtomicLong series = new AtomicLong();
  private final AtomicLong points = new AtomicLong();

  BudgetMeter(RenderBudget budget, LongSupplier nanoTime) {
    this.budget = budget;
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong();
  }

  /// Counts series that are about to be fetched.
  void addSeries(int found, String pattern) {
    var total = series.addAndGet(found);
    if (total > budget.maxSeries()) {
      throw new OverBudgetException(
          "series fetched", String.valueOf(total), String.valueOf(budget.maxSeries()), pattern);
    }
  }

  /// Counts points that were fetched.
  void addPoints(int found, String name) {
    var total = points.addAndGet(found);
    if (total > budget.maxPoints()) {
      throw new OverBudgetException(
          "points fetched", String.valueOf(total), String.valueOf(budget.maxPoints()), name);
    }
  }

  /// Checks the points one function makes.
  void checkPoints(long made, String function) {
    if (made > budget.maxPoints()) {
      throw new OverBudgetException(
          "points computed",
          String.valueOf(made),
          String.valueOf(budget.maxPoints()),
          function + "()");
    }
  }

  /// Checks the time since the request began.
  void checkTime(String where) {
    var left = nanosLeft();
    if (left < 0) {
      var spent = Duration.ofNanos(budget.wallTime().toNanos() - left);
      throw new OverBudgetException(
          "time", spent.toMillis() + " ms", budget.wallTime().toMillis() + " ms", where);
    }
  }

  /// What is left of the time; negative when it is over.
  long nanosLeft() {
    return budget.wallTime().toNanos() - (nanoTime.getAsLong() - began);
  }
}
