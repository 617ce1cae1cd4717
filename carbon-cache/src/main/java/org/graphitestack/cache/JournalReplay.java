// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.graphitestack.cache.journal.Journal;
import org.graphitestack.cache.ledger.CacheLedger;
import org.graphitestack.cache.memory.WaitingPoints;
import org.graphitestack.log.LogRange;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.line.StoredLines;

/// Brings what an earlier process left in the journal back into memory, on a thread of its own,
/// while listeners are up already; then lets batches pass directly.
///
/// Writers begin when it is done, so that nothing is stored that a later line of the journal
/// replaces; or when memory is full, since nothing else makes room.
final class JournalReplay implements AutoCloseable {

  private static final Logger LOG = System.getLogger(JournalReplay.class.getName());
  private static final int RANGE_BYTES = 1 << 20;
  private static final int BATCH_POINTS = 4096;
  private static final int STRETCH_BYTES = 16 << 20;
  private static final int ATTEMPTS = 3;
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long ROOM_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Journal journal;
  private final JournalledPoints front;
  private final WaitingPoints memory;
  private final CacheLedger ledger;
  private final Runnable startWriters;
  private final StoredLines lines = StoredLines.withBlanksInNames();
  private final ReceivedPoints batch = new ReceivedPoints();
  private final Thread thread;
  private ByteBuffer bytes = ByteBuffer.allocate(RANGE_BYTES);
  private long stretchStart = Long.MIN_VALUE;
  private volatile int stretch;
  private volatile boolean failed;
  private volatile boolean closed;

  /// @param startWriters called when writers may begin, perhaps more than once
  JournalReplay(
      Journal journal,
      JournalledPoints front,
      WaitingPoints memory,
      CacheLedger ledger,
      Runnable startWriters) {
    this.journal = journal;
    this.front = front;
    this.memory = memory;
    this.ledger = ledger;
    this.startWriters = startWriters;
    this.thread = Thread.ofPlatform().daemon().name("journal-replay").unstarted(this::run);
  }

  /// Starts the thread.
  void start() {
    thread.start();
  }

  /// The stretch whose points may not be in memory yet, and all behind it.
  int stretchInHand() {
    return stretch;
  }

  /// Whether the journal could not be read back to its end; nothing of it may be given back then.
  boolean failed() {
    return failed;
  }

  private void run() {
    var failures = 0;
    while (!closed) {
      try {
        replayAll();
        break;
      } catch (IOException | UncheckedIOException failure) {
        LOG.log(Level.WARNING, "journal: could not be read back", failure);
        if (++failures == ATTEMPTS) {
          giveUp();
          break;
        }
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
    if (!closed) {
      startWriters.run();
    }
  }

  private void replayAll() throws IOException {
    journal.readAgain();
    stretchStart = Long.MIN_VALUE;
    while (!closed) {
      if (!replayRange(true)) {
        front.endReplay(this::replayRest);
        break;
      }
    }
    if (!closed && ledger.replayed() > 0) {
      LOG.log(Level.INFO, "journal: {0,number,#} points are in memory again", ledger.replayed());
    }
  }

  private void giveUp() {
    LOG.log(
        Level.ERROR,
        "journal: not all of it could be read back; its files stay as they are until a restart");
    failed = true;
    front.endReplay(() -> {});
  }

  /// What was appended since the journal was last found read to its end.
  private void replayRest() {
    try {
      var more = true;
      while (more) {
        more = replayRange(false);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Brings some lines into memory.
  ///
  /// @return whether there were more lines
  private boolean replayRange(boolean waitForRoom) throws IOException {
    var found = journal.read(RANGE_BYTES);
    if (found.isEmpty()) {
      return false;
    }
    try (var range = found.get()) {
      if (stretchStart == Long.MIN_VALUE || range.position() - stretchStart >= STRETCH_BYTES) {
        stretchStart = range.position();
        stretch = journal.beginStretch(stretchStart);
      }
      var points = replay(range, waitForRoom);
      if (range.position() < journal.foundEnd()) {
        ledger.countReplayed(points);
      }
      return true;
    }
  }

  private long replay(LogRange range, boolean waitForRoom) throws IOException {
    if (bytes.capacity() < range.length()) {
      bytes = ByteBuffer.allocate(range.length());
    }
    bytes.clear();
    var _ = range.read(bytes, 0);
    bytes.flip();
    var points = 0L;
    while (bytes.hasRemaining() && !closed) {
      lines.read(bytes);
      var position = range.position() + bytes.position();
      while (lines.next()) {
        if (journal.hasDeleted() && isDeleted(position)) {
          continue;
        }
        batch.add(
            lines.bytes(),
            lines.nameOffset(),
            lines.nameLength(),
            lines.timestamp(),
            lines.value());
        if (batch.size() == BATCH_POINTS) {
          points += flush(waitForRoom);
        }
      }
      if (lines.end() == 0) {
        break;
      }
      bytes.position(bytes.position() + lines.end());
    }
    return points + flush(waitForRoom);
  }

  /// Whether the line in hand is one of a series that was deleted later.
  ///
  /// @param position of the lines that are looked at
  private boolean isDeleted(long position) {
    return journal.isDeleted(
        lines.bytes(), lines.nameOffset(), lines.nameLength(), position + lines.nameOffset());
  }

  private int flush(boolean waitForRoom) {
    while (waitForRoom && !closed && memory.full()) {
      startWriters.run();
      LockSupport.parkNanos(ROOM_CHECK_NANOS);
    }
    var size = batch.size();
    if (!closed && size > 0) {
      memory.accept(batch, stretch);
    }
    batch.clear();
    return size;
  }

  /// Stops where it is; the rest stays in the journal.
  @Override
  public void close() {
    closed = true;
    var interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
