// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.graphitestack.cache.journal.Journal;
import org.graphitestack.cache.ledger.CacheLedger;
import org.graphitestack.cache.memory.WaitingPoints;

/// Keeps the journal short: divides it, gives back what no series needs any more, and moves the
/// points of series that are not written for long to its end, so that they do not keep the rest.
/// Called by one thread, about once a second.
final class JournalKeeper {

  private static final Logger LOG = System.getLogger(JournalKeeper.class.getName());

  /// A journal below this is never tidied up.
  private static final long LEAST_TO_MOVE = 256L << 20;

  /// About what a line takes.
  private static final long LINE_BYTES = 64;

  /// A journal of so many times the lines of what is in memory is tidied up.
  private static final long MOVE_RATIO = 4;

  /// Part of the stretches whose points are moved at once.
  private static final int MOVED_PART = 4;

  private final Journal journal;
  private final JournalledPoints front;
  private final WaitingPoints memory;
  private final CacheLedger ledger;
  private final JournalReplay replay;
  private final long holdNanos;
  private final LongSupplier nanoTime;
  private final Deque<Need> needs = new ArrayDeque<>();

  /// At a time, what lay before a stretch was not needed any more.
  private record Need(long nanos, int stretch) {}

  JournalKeeper(
      Journal journal,
      JournalledPoints front,
      WaitingPoints memory,
      CacheLedger ledger,
      JournalReplay replay,
      Duration hold,
      LongSupplier nanoTime) {
    this.journal = journal;
    this.front = front;
    this.memory = memory;
    this.ledger = ledger;
    this.replay = replay;
    this.holdNanos = hold.toNanos();
    this.nanoTime = nanoTime;
  }

  /// What is due.
  void keep() {
    try {
      journal.maintain();
      var blocked = front.blocked();
      var needed = needed();
      needs.addLast(new Need(nanoTime.getAsLong(), needed));
      journal.cutBefore(blocked ? needed : held());
      if (blocked) {
        front.unblock();
      } else if (isLong(needed)) {
        var newest = front.divide();
        var _ = front.moveUpTo(needed + (newest - needed) / MOVED_PART, newest);
      }
    } catch (IOException failure) {
      LOG.log(Level.WARNING, "journal: what is stored could not be given back", failure);
    }
  }

  /// Gives everything back that is stored, without the time it is held otherwise.
  void release() throws IOException {
    journal.cutBefore(needed());
    if (front.blocked()) {
      front.unblock();
    }
    if (front.blocked()) {
      LOG.log(
          Level.ERROR,
          "points accepted while the journal had no room could not be stored and are lost");
    }
  }

  /// The oldest stretch with points that may not be stored.
  private int needed() {
    // in this order: whatever comes in meanwhile is in this stretch or a later one
    var newest = front.replaying() || replay.failed() ? replay.stretchInHand() : front.divide();
    return Math.min(newest, memory.lowestMark());
  }

  /// What was needed so long ago.
  private int held() {
    var since = nanoTime.getAsLong() - holdNanos;
    var oldest = 0;
    for (var need = needs.peekFirst();
        need != null && need.nanos() - since <= 0;
        need = needs.peekFirst()) {
      oldest = needs.removeFirst().stretch();
    }
    return oldest;
  }

  private boolean isLong(int needed) {
    return !front.replaying()
        && !replay.failed()
        && journal.bytesFrom(needed)
            > Math.max(LEAST_TO_MOVE, ledger.held() * LINE_BYTES * MOVE_RATIO);
  }
}
