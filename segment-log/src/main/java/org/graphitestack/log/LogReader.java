// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a log from a durable cursor on.
///
/// Two places: the read position, in memory, where [#read] goes on; and the cursor, on disk, which
/// [#advanceTo] moves once the records before it need not be read again. A reader that starts anew,
/// or [#rewind]s, goes on at the cursor: at least once, in order.
///
/// Belongs to one thread at a time. Its state is guarded by the log's lock, since the log moves
/// readers when it drops what they have not read.
public final class LogReader implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(LogReader.class.getName());

  private final SegmentLog log;
  private final Cursor cursor;
  private final long maxAge;
  private final Deque<Mark> marks = new ArrayDeque<>();
  private final DropCounts dropped = new DropCounts();
  private @Nullable OpenSegment current;
  private long position;
  private long point;
  private long readPoints;
  private long readBytes;
  private long quarantinedBlocks;
  private long quarantinedPoints;
  private long lostPoints;
  private long skippedPoints;
  private boolean closed;

  LogReader(SegmentLog log, Cursor cursor, long maxAge) {
    this.log = log;
    this.cursor = cursor;
    this.maxAge = maxAge;
    this.position = cursor.position();
    this.point = cursor.point();
  }

  private enum Fate {
    READ,
    QUARANTINED,
    LOST,
    SKIPPED,
    AGED
  }

  /// A stretch between cursor and read position: a block handed out, or one passed over.
  ///
  /// @param pointAfter which point its end stands at
  private record Mark(long start, long end, long points, long pointAfter, Fate fate) {}

  private sealed interface Step {
    record Nothing() implements Step {}

    record Hand(LogRange range) implements Step {}

    record Check(OpenSegment segment, int block) implements Step {}
  }

  public String name() {
    return cursor.reader();
  }

  /// Where the next [#read] goes on.
  public long position() {
    log.lock();
    try {
      return position;
    } finally {
      log.unlock();
    }
  }

  /// Everything before is done with.
  public long cursor() {
    log.lock();
    try {
      return cursor.position();
    } finally {
      log.unlock();
    }
  }

  /// The next records, if there are any. Blocks that don't match their checksum are set aside and
  /// passed over, as are blocks that are too old.
  ///
  /// @param maxBytes roughly how many; at least one whole block is handed out
  public Optional<LogRange> read(int maxBytes) throws IOException {
    while (true) {
      switch (step(maxBytes)) {
        case Step.Nothing _ -> {
          log.tidy();
          return Optional.empty();
        }
        case Step.Hand(LogRange range) -> {
          return Optional.of(range);
        }
        case Step.Check(OpenSegment segment, int block) -> segment.check(block, maxBytes);
      }
    }
  }

  /// Waits until there is something to read, the time is over, or the log is closed.
  ///
  /// @return whether there is something to read
  public boolean awaitData(Duration atMost) throws InterruptedException {
    return log.awaitEndBeyond(this, atMost.toNanos());
  }

  /// Moves the cursor: everything before the position is done with, and may be deleted. A position
  /// before the cursor changes nothing.
  ///
  /// @param newPosition where a record starts, or the end of a range that was read
  public void advanceTo(long newPosition) throws IOException {
    log.lock();
    try {
      requireOpen();
      if (newPosition > position) {
        throw new IllegalArgumentException(
            "position: " + newPosition + " (expected: <= " + position + ", what was read)");
      }
      if (newPosition > cursor.position()) {
        settle(newPosition);
      }
      log.trim();
    } finally {
      log.unlock();
    }
    log.tidy();
  }

  /// Moves the read position and the cursor on to a position without reading what lies before: its
  /// owner knows by other means that it is done with. A position before the cursor changes nothing.
  ///
  /// @param newPosition where a block begins, or the log's end
  public void passTo(long newPosition) throws IOException {
    log.lock();
    try {
      requireOpen();
      if (newPosition > log.endPosition()) {
        throw new IllegalArgumentException(
            "position: "
                + newPosition
                + " (expected: <= "
                + log.endPosition()
                + ", the log's end)");
      }
      if (newPosition > position) {
        settle(position);
        pass(newPosition, pointAt(newPosition), Fate.SKIPPED);
        leave();
      } else if (newPosition > cursor.position()) {
        settle(newPosition);
      }
      log.trim();
    } finally {
      log.unlock();
    }
    log.tidy();
  }

  /// Goes back to the cursor, to read again what was read but not done with.
  public void rewind() throws IOException {
    log.lock();
    try {
      requireOpen();
      marks.clear();
      position = cursor.position();
      point = cursor.point();
    } finally {
      log.unlock();
    }
  }

  /// Passes over everything that is in the log now. The cursor follows when it has moved up to the
  /// position where the reader was.
  public void skipToEnd() throws IOException {
    log.lock();
    try {
      requireOpen();
      if (position < log.endPosition()) {
        pass(log.endPosition(), log.endPoint(), Fate.SKIPPED);
      }
      log.trim();
    } finally {
      log.unlock();
    }
    log.tidy();
  }

  @Override
  public void close() throws IOException {
    log.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      leave();
      log.release(this);
    } finally {
      log.unlock();
    }
  }

  private Step step(int maxBytes) throws IOException {
    log.lock();
    try {
      requireOpen();
      while (position < log.endPosition()) {
        Segment segment = log.segmentEndingAfter(position);
        if (segment == null) {
          pass(log.endPosition(), log.endPoint(), Fate.LOST);
          break;
        }
        long base = segment.basePosition();
        if (position < base || (position == base && point < segment.basePoint())) {
          pass(base, segment.basePoint(), Fate.LOST);
        }
        OpenSegment open = enter(segment);
        BlockIndex blocks = open.blocks();
        int block = blocks.find((int) (position - base));
        if (block == blocks.count()) {
          pass(segment.end(), segment.endPoint(), Fate.LOST);
          continue;
        }
        if (position < base + blocks.offset(block)) {
          pass(base + blocks.offset(block), point, Fate.LOST);
        }
        long blockEnd = base + blocks.end(block);
        long pointAfter = segment.basePoint() + blocks.pointsThrough(block);
        if (isAged(blocks, block)) {
          pass(blockEnd, pointAfter, Fate.AGED);
        } else if (!open.isChecked(block)) {
          return new Step.Check(open, block);
        } else if (!open.isSound(block)) {
          quarantine(segment, blocks, block);
          pass(blockEnd, pointAfter, Fate.QUARANTINED);
        } else {
          return new Step.Hand(range(open, block, maxBytes));
        }
      }
      log.trim();
      return new Step.Nothing();
    } finally {
      log.unlock();
    }
  }

  private LogRange range(OpenSegment open, int firstBlock, int maxBytes) {
    BlockIndex blocks = open.blocks();
    long base = open.segment().basePosition();
    long basePoint = open.segment().basePoint();
    long start = position;
    long points = 0;
    long firstArrival = Long.MAX_VALUE;
    long lastArrival = Long.MIN_VALUE;
    int block = firstBlock;
    do {
      long blockEnd = base + blocks.end(block);
      long pointAfter = basePoint + blocks.pointsThrough(block);
      marks.addLast(new Mark(position, blockEnd, pointAfter - point, pointAfter, Fate.READ));
      points += blocks.points(block);
      firstArrival = Math.min(firstArrival, blocks.firstArrival(block));
      lastArrival = Math.max(lastArrival, blocks.lastArrival(block));
      position = blockEnd;
      point = pointAfter;
      block++;
    } while (block < blocks.count()
        && base + blocks.offset(block) == position
        && base + blocks.end(block) - start <= maxBytes
        && open.isChecked(block)
        && open.isSound(block)
        && !isAged(blocks, block));
    return new LogRange(open, start, position, points, firstArrival, lastArrival);
  }

  private boolean isAged(BlockIndex blocks, int block) {
    return log.now() - blocks.lastArrival(block) > maxAge;
  }

  private OpenSegment enter(Segment segment) throws IOException {
    OpenSegment open = current;
    if (open != null && open.segment() == segment && !open.isBroken()) {
      return open;
    }
    leave();
    open = segment.openForReading(log.format());
    current = open;
    return open;
  }

  private void leave() throws IOException {
    OpenSegment open = current;
    current = null;
    if (open != null) {
      open.release();
    }
  }

  private void quarantine(Segment segment, BlockIndex blocks, int block) {
    String where =
        segment
            .folder()
            .quarantine(segment.basePosition(), blocks.offset(block), blocks.end(block));
    LOG.log(
        Level.WARNING,
        "{0}: block at offset {1,number,#}, {2,number,#} bytes, {3,number,#} points, does not match"
            + " its checksum {4}; set aside: {5}",
        segment.folder().segment(segment.basePosition()),
        blocks.offset(block),
        blocks.length(block),
        blocks.points(block),
        Integer.toHexString(blocks.checksum(block)),
        where);
  }

  /// Moves the read position over something that is not handed out.
  private void pass(long to, long pointAfter, Fate fate) throws IOException {
    marks.addLast(new Mark(position, to, Math.max(0, pointAfter - point), pointAfter, fate));
    position = to;
    point = pointAfter;
    settle(cursor.position());
  }

  /// Moves the cursor to a position, and on over what was passed over right behind it.
  private void settle(long to) throws IOException {
    long newPosition = to;
    long newPoint = cursor.point();
    long passedBytes = 0;
    boolean counted = false;
    for (Mark mark = marks.peekFirst(); mark != null; mark = marks.peekFirst()) {
      boolean done =
          mark.fate() == Fate.READ ? mark.end() <= newPosition : mark.start() <= newPosition;
      if (!done) {
        break;
      }
      marks.removeFirst();
      if (mark.fate() != Fate.READ) {
        passedBytes += mark.end() - Math.max(mark.start(), cursor.position());
      }
      count(mark);
      counted = true;
      newPosition = Math.max(newPosition, mark.end());
      newPoint = mark.pointAfter();
    }
    if (!counted && newPosition == cursor.position()) {
      return;
    }
    readBytes += newPosition - cursor.position() - passedBytes;
    cursor.moveTo(newPosition, newPoint, log.now());
  }

  private void count(Mark mark) {
    switch (mark.fate()) {
      case READ -> readPoints += mark.points();
      case QUARANTINED -> {
        quarantinedBlocks++;
        quarantinedPoints += mark.points();
      }
      case LOST -> lostPoints += mark.points();
      case SKIPPED -> skippedPoints += mark.points();
      case AGED -> {
        dropped.add(DropReason.AGE, mark.points());
        log.countDropped(DropReason.AGE, mark.points());
      }
    }
  }

  /// The log drops a segment this reader has not passed. Called under the log's lock; the log moves
  /// the cursor.
  void dropThrough(long end, long endPoint, DropReason reason) {
    long points = endPoint - cursor.point();
    for (Mark mark = marks.peekFirst();
        mark != null && mark.end() <= end;
        mark = marks.peekFirst()) {
      marks.removeFirst();
      if (mark.fate() != Fate.READ) {
        count(mark);
        points -= mark.points();
      }
    }
    dropped.add(reason, Math.max(0, points));
    if (position < end) {
      position = end;
      point = endPoint;
    }
  }

  /// Finds out, when a reader opens, which point its cursor stands at in the segments as they are
  /// now. A cursor right before a segment keeps a lower point of its own: what lies between was
  /// lost.
  void locate() throws IOException {
    Segment segment = log.segmentEndingAfter(position);
    if (segment != null && position == segment.basePosition()) {
      point = Math.min(point, segment.basePoint());
    } else {
      point = pointAt(position);
    }
    cursor.correctPoint(point);
  }

  /// Which point a position at or behind the read position stands at.
  private long pointAt(long at) throws IOException {
    Segment segment = log.segmentEndingAfter(at);
    if (segment == null) {
      return at == log.endPosition() ? log.endPoint() : point;
    }
    if (at < segment.basePosition()) {
      return point;
    }
    if (at == segment.basePosition()) {
      return segment.basePoint();
    }
    BlockIndex blocks = enter(segment).blocks();
    int block = blocks.find((int) (at - segment.basePosition()));
    return segment.basePoint()
        + (block == blocks.count() ? blocks.points() : blocks.pointsBefore(block));
  }

  boolean isClosed() {
    return closed;
  }

  long readPosition() {
    return position;
  }

  Cursor ownCursor() {
    return cursor;
  }

  /// When the point at the cursor arrived, if the reader is in that segment.
  long arrivalAtCursor(Segment segment) {
    OpenSegment open = current;
    if (open == null || open.segment() != segment) {
      return segment.firstArrival();
    }
    BlockIndex blocks = open.blocks();
    int block = blocks.find((int) Math.max(0, cursor.position() - segment.basePosition()));
    return block < blocks.count() ? blocks.firstArrival(block) : segment.lastArrival();
  }

  LogStatistics.ReaderStatistics statistics(long queuedPoints, long queuedBytes, long oldest) {
    return new LogStatistics.ReaderStatistics(
        cursor.reader(),
        true,
        cursor.position(),
        readPoints,
        readBytes,
        quarantinedBlocks,
        quarantinedPoints,
        lostPoints,
        skippedPoints,
        dropped.copy(),
        queuedPoints,
        queuedBytes,
        oldest);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("reader " + cursor.reader() + ": closed");
    }
    log.requireOpen();
  }
}
