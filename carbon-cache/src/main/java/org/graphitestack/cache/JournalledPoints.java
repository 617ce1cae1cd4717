// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.graphitestack.cache.journal.Journal;
import org.graphitestack.cache.memory.FlowControl;
import org.graphitestack.cache.memory.WaitingPoints;
import org.graphitestack.protocol.PointSink;
import org.graphitestack.protocol.ReceivedPoints;

/// The cache's front: a batch goes into the journal, then into memory.
///
/// While a journal of an earlier process is being replayed, a batch goes into the journal alone and
/// comes into memory from there: so the later of two values for one timestamp always wins. A batch
/// the journal has no room for goes into memory alone, and senders are held back until it has found
/// a place.
///
/// Thread-safe. Batches share a lock; whoever divides the journal has it alone, so that every batch
/// before the division is in memory, with a mark of an earlier stretch.
final class JournalledPoints implements PointSink {

  private static final Logger LOG = System.getLogger(JournalledPoints.class.getName());

  private final Journal journal;
  private final WaitingPoints memory;
  private final FlowControl flow;
  private final ReentrantReadWriteLock division = new ReentrantReadWriteLock();
  private final Object blockLock = new Object();
  private final List<Runnable> whenUnblocked = new ArrayList<>();
  private final ReceivedPoints moving = ReceivedPoints.keepingLinesForStore();

  /// Under `division`.
  private int stretch;

  /// Under `division`.
  private boolean replaying = true;

  /// Under `blockLock`.
  private boolean blocked;

  /// @param flow holds senders back
  JournalledPoints(Journal journal, WaitingPoints memory, FlowControl flow) {
    this.journal = journal;
    this.memory = memory;
    this.flow = flow;
  }

  @Override
  public ReceivedPoints newBatch() {
    return ReceivedPoints.keepingLinesForStore();
  }

  @Override
  public void accept(ReceivedPoints points) {
    division.readLock().lock();
    try {
      if (!journal.append(points)) {
        memory.accept(points, Journal.UNJOURNALLED);
        block();
      } else if (!replaying) {
        memory.accept(points, stretch);
      }
    } finally {
      division.readLock().unlock();
    }
  }

  @Override
  public void whenDurable(Runnable then) {
    synchronized (blockLock) {
      if (blocked) {
        whenUnblocked.add(then);
        return;
      }
    }
    then.run();
  }

  /// Whether a batch waits for room in the journal.
  boolean blocked() {
    synchronized (blockLock) {
      return blocked;
    }
  }

  /// Whether batches still come into memory from the journal.
  boolean replaying() {
    division.readLock().lock();
    try {
      return replaying;
    } finally {
      division.readLock().unlock();
    }
  }

  /// Ends the replay, once what is left of the journal has come into memory.
  ///
  /// @param rest brings it there; no batch comes in meanwhile
  void endReplay(Runnable rest) {
    division.writeLock().lock();
    try {
      rest.run();
      stretch = journal.beginStretch();
      replaying = false;
    } finally {
      division.writeLock().unlock();
    }
  }

  /// Begins a new stretch of the journal; every batch accepted so far is in memory. Not while
  /// [#replaying].
  ///
  /// @return its number
  int divide() {
    division.writeLock().lock();
    try {
      stretch = journal.beginStretch();
      return stretch;
    } finally {
      division.writeLock().unlock();
    }
  }

  /// The journal's end, when every batch before it is in memory or waits to be read back.
  long end() {
    division.writeLock().lock();
    try {
      return journal.end();
    } finally {
      division.writeLock().unlock();
    }
  }

  /// Tries to find those points a place that the journal had no room for. Called by one thread.
  void unblock() {
    division.writeLock().lock();
    try {
      if (replaying) {
        return;
      }
      stretch = journal.beginStretch();
      if (!moveUpTo(Journal.UNJOURNALLED, stretch)) {
        return;
      }
    } finally {
      division.writeLock().unlock();
    }
    List<Runnable> due;
    synchronized (blockLock) {
      blocked = false;
      due = List.copyOf(whenUnblocked);
      whenUnblocked.clear();
    }
    LOG.log(Level.INFO, "the journal has room again");
    flow.resume();
    due.forEach(Runnable::run);
  }

  /// Writes the points of series that reach back to a stretch, or farther, to the journal's end.
  /// Called by one thread.
  ///
  /// @param limit number of a stretch
  /// @param newest number of the newest, just begun
  boolean moveUpTo(int limit, int newest) {
    return memory.moveMarked(limit, newest, moving, journal::append);
  }

  private void block() {
    synchronized (blockLock) {
      if (blocked) {
        return;
      }
      blocked = true;
    }
    LOG.log(Level.WARNING, "the journal has no room: senders are held back");
    flow.pause();
  }
}
