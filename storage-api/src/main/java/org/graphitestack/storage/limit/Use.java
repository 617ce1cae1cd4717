// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.limit;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// How much of one thing a part of the tree uses, and what was over its bound. Rates are taken one
/// by one, amounts are told and added to. Thread-safe; taking allocates nothing.
public final class Use {

  private final Measure measure;
  private final Rate soft = new Rate(Double.POSITIVE_INFINITY);
  private final Rate hard = new Rate(Double.POSITIVE_INFINITY);
  private final LongAdder passed = new LongAdder();
  private final LongAdder overSoft = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final AtomicLong amount = new AtomicLong();
  private volatile Bound bound = Bound.NONE;
  private volatile long passedBefore;
  private volatile long lastMinute;

  Use(Measure measure) {
    this.measure = measure;
  }

  void bound(Bound changed) {
    bound = changed;
    if (isRate()) {
      soft.limit(changed.soft() / measure.seconds());
      hard.limit(changed.hard() / measure.seconds());
    }
  }

  public Measure measure() {
    return measure;
  }

  public Bound bound() {
    return bound;
  }

  /// Whether it is so much a time, and not an amount.
  public boolean isRate() {
    return measure.seconds() > 0;
  }

  /// Takes one, of a rate.
  ///
  /// @param now nanoseconds that count from anything, always the same
  /// @return whether it may pass; if not it is counted as refused
  public boolean tryTake(long now) {
    if (!hard.tryTake(now)) {
      refused.increment();
      return false;
    }
    passed.increment();
    if (!soft.tryTake(now)) {
      overSoft.increment();
    }
    return true;
  }

  /// Adds to an amount.
  ///
  /// @return whether there was room; if not it is counted as refused, and nothing was added
  public boolean tryAdd(long more) {
    if (amount.get() + more > bound.hard()) {
      refused.increment();
      return false;
    }
    passed.increment();
    if (amount.addAndGet(more) > bound.soft()) {
      overSoft.increment();
    }
    return true;
  }

  /// Takes back what was added and then not used.
  public void giveBack(long less) {
    amount.addAndGet(-less);
  }

  /// Says what an amount is.
  public void amount(long counted) {
    amount.set(counted);
  }

  /// What an amount is now; of a rate what passed in the last whole minute.
  public long used() {
    return isRate() ? lastMinute : amount.get();
  }

  /// What [#used] is in the unit of the bound.
  public double usedAsBound() {
    return isRate() ? lastMinute / 60.0 * measure.seconds() : amount.get();
  }

  /// How often something passed.
  public long passed() {
    return passed.sum();
  }

  /// How often something passed that was over the soft bound.
  public long overSoft() {
    return overSoft.sum();
  }

  /// How often something was refused.
  public long refused() {
    return refused.sum();
  }

  /// Nanoseconds until one of a rate may pass again.
  public long nanosUntilNext(long now) {
    return hard.nanosUntilNext(now);
  }

  /// Ends a minute.
  void turnMinute() {
    var total = passed.sum();
    lastMinute = total - passedBefore;
    passedBefore = total;
  }
}
