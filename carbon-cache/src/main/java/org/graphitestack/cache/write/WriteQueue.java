// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.write;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.graphitestack.cache.memory.WaitingPoints;

/// Deals out series to the writers, round by round: a look at memory, put into the strategy's
/// order, is dealt out; then the next look. Between two looks at least a second passes, so that a
/// series' points of that second go in one batch, unless memory is full and senders wait.
///
/// Series that may have to be created come last in a round, in fair shares, and the next look comes
/// before the rest of them when the round is a second old, or half a second of it was theirs: a
/// storm of new names does not make those wait that are there. Thread-safe.
final class WriteQueue {

  /// Carbon's LOG_CACHE_QUEUE_SORTS turns this logger on.
  private static final Logger SORTS = System.getLogger("graphite.sorts");

  /// Returned instead of a series when there will be no more.
  static final int CLOSED = -1;

  private static final long ROUND_NANOS = 1_000_000_000L;
  private static final long UNWRITTEN_NANOS = 500_000_000L;
  private static final long PAUSE_CHECK_NANOS = 50_000_000L;

  private final WaitingPoints memory;
  private WriteStrategy strategy;
  private Duration timestampLag;
  private final CreateGate creates;
  private final FairShare shares;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final SplittableRandom random = new SplittableRandom();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition closing = lock.newCondition();

  private int[] round = {};
  private int[] unwritten = {};
  private int dealt;
  private int dealtUnwritten;
  private long unwrittenUntil;
  private boolean more;
  private long lookedAt;
  private boolean closed;

  WriteQueue(
      WaitingPoints memory,
      WriteSettings settings,
      CreateGate creates,
      FairShare shares,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.memory = memory;
    this.strategy = settings.strategy();
    this.timestampLag = settings.timestampLag();
    this.creates = creates;
    this.shares = shares;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.lookedAt = nanoTime.getAsLong() - ROUND_NANOS;
  }

  /// Deals in another order from the next round on.
  void adjust(WriteSettings settings) {
    lock.lock();
    try {
      strategy = settings.strategy();
      timestampLag = settings.timestampLag();
    } finally {
      lock.unlock();
    }
  }

  /// The next series; waits until there is one.
  ///
  /// @return [#CLOSED] when there will be none
  int next() throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        if (dealt < round.length) {
          return round[dealt++];
        }
        var now = nanoTime.getAsLong();
        var left = lookedAt + ROUND_NANOS - now;
        if (dealtUnwritten == 0) {
          unwrittenUntil = now + Math.max(left, UNWRITTEN_NANOS);
        }
        if (dealtUnwritten < unwritten.length && unwrittenUntil - now > 0) {
          return unwritten[dealtUnwritten++];
        }
        if (more || left <= 0 || (round.length + unwritten.length > 0 && memory.paused())) {
          look();
        } else {
          var _ = closing.awaitNanos(Math.min(left, PAUSE_CHECK_NANOS));
        }
      }
      return CLOSED;
    } finally {
      lock.unlock();
    }
  }

  /// Ends the dealing; writers finish the series they have.
  void close() {
    lock.lock();
    try {
      closed = true;
      closing.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void look() {
    lookedAt = nanoTime.getAsLong();
    var look = memory.look(creates.isOpen());
    var youngest = clock.instant().getEpochSecond() - timestampLag.toSeconds();
    round = strategy.order(look, timestampLag.isZero() ? Long.MAX_VALUE : youngest, random);
    unwritten = shares.order(look);
    dealt = 0;
    dealtUnwritten = 0;
    more = strategy.looksAgain() && round.length < look.size() - unwritten.length;
    SORTS.log(
        Level.DEBUG,
        () ->
            round.length
                + " series put in order within "
                + (nanoTime.getAsLong() - lookedAt) / 1_000_000.0
                + " ms");
  }
}
