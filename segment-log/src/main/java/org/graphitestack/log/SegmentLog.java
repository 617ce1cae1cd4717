// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A durable append-only log of records in a folder of its own.
///
/// Any thread may append; each reader belongs to one thread. One lock guards all state; data is
/// written under it, into the page cache, so that blocks lie in the order of their positions.
/// Forcing, deleting and checking happen outside.
///
/// An append that returned [AppendResult.Appended] survives the death of the process. What becomes
/// of a batch there is no room for, [LogOptions#whenFull] says; the log itself never fails for lack
/// of space and goes on by itself when there is some again.
///
/// Whoever opens a log calls [#maintain] about once a second, or leaves that to a [LogMaintenance].
///
/// This class is long because it is the lock's one owner: append, room, removal and force all
/// decide on the same few fields. What can be said without them is said in its neighbours. Measured
/// by `SegmentLogBenchmark`.
public final class SegmentLog implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SegmentLog.class.getName());

  /// A segment that all readers have passed is removed from this size on, even if it is not full:
  /// what was delivered is then gone before the kernel writes it back, and the next segment reuses
  /// its pages.
  private static final long RETIRE_BYTES = 4 << 20;

  private static final long AWAIT_SPACE_STEP = Duration.ofMillis(100).toNanos();

  private final LogOptions options;
  private final LogEnvironment environment;
  private final LogFolder folder;
  private final FolderLock folderLock;
  private final NavigableMap<Long, Segment> segments;
  private final Map<String, Cursor> cursors;
  private final Map<String, LogReader> readers = new HashMap<>();
  private final FreeSpaceWatch freeSpace;
  private final long maxAge;
  private final long salvagedPoints;
  private final long cutBytes;
  private final long quarantinedBytes;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition dataAvailable = lock.newCondition();
  private final Condition spaceAvailable = lock.newCondition();
  private final ReentrantLock forceLock = new ReentrantLock();

  private final Deque<Segment> unforced = new ArrayDeque<>();
  private final List<Runnable> waitingForSpace = new ArrayList<>();
  private final Queue<Runnable> toCall = new ConcurrentLinkedQueue<>();
  private final Queue<Segment> toDelete = new ConcurrentLinkedQueue<>();
  private final DropCounts dropped = new DropCounts();
  private @Nullable Segment active;
  private long bytes;
  private long endPosition;
  private long endPoint;
  private long forcedTo;
  private long forcedAt;
  private boolean newFiles;
  private boolean spaceWanted;
  private boolean closed;
  private long appendedPoints;
  private long appendedBytes;
  private long appendedBatches;
  private long refusedBatches;
  private long writeFailures;
  private long forceFailures;

  private SegmentLog(
      LogOptions options,
      LogEnvironment environment,
      LogFolder folder,
      FolderLock folderLock,
      LogRecovery found) {
    this.options = options;
    this.environment = environment;
    this.folder = folder;
    this.folderLock = folderLock;
    this.segments = found.segments();
    this.cursors = found.cursors();
    this.endPosition = found.end();
    this.endPoint = found.endPoint();
    this.salvagedPoints = found.salvagedPoints();
    this.cutBytes = found.cutBytes();
    this.quarantinedBytes = found.quarantinedBytes();
    this.maxAge = options.maxAgeMillis();
    this.bytes = segments.values().stream().mapToLong(Segment::length).sum();
    this.forcedTo = endPosition;
    this.forcedAt = environment.nanoTime().getAsLong();
    this.freeSpace =
        new FreeSpaceWatch(
            environment.usableBytes(), options.minFreeBytes(), environment.nanoTime());
  }

  /// Opens the log in a folder, which is made if there is none, mending what a crash left behind.
  ///
  /// @throws LogInUseException if the log is open already, here or in another process
  public static SegmentLog open(Path path, LogOptions options, LogEnvironment environment)
      throws IOException {
    Files.createDirectories(path);
    LogFolder folder = new LogFolder(path, options.segmentBytes());
    FolderLock folderLock = FolderLock.take(path);
    try {
      LogRecovery found = LogRecovery.of(folder, options.format(), environment.clock().millis());
      return new SegmentLog(options, environment, folder, folderLock, found);
    } catch (IOException | RuntimeException e) {
      folderLock.close();
      throw e;
    }
  }

  /// Appends whole records as one block, all of which arrived at the same time.
  ///
  /// @see #append(ByteBuffer, int, long, long)
  public AppendResult append(ByteBuffer records, int points, long arrival) throws IOException {
    return append(records, points, arrival, arrival);
  }

  /// Appends whole records as one block.
  ///
  /// @see #append(ByteBuffer, int, long, long)
  public AppendResult append(MemorySegment records, int points, long firstArrival, long lastArrival)
      throws IOException {
    return append(records.asByteBuffer(), points, firstArrival, lastArrival);
  }

  /// Appends whole records as one block. Never waits for a reader; under [Force.EveryBatch] it
  /// waits for the disk.
  ///
  /// @param records from position to limit; the buffer is left as it is. Direct buffers save a
  ///   copy.
  /// @param points how many datapoints the records hold
  /// @param firstArrival when the first of them arrived, epoch milliseconds
  /// @param lastArrival when the last of them arrived, epoch milliseconds
  /// @throws IOException under [Force.EveryBatch], if the batch is in the log but the disk failed
  ///   to force it
  public AppendResult append(ByteBuffer records, int points, long firstArrival, long lastArrival)
      throws IOException {
    int length = records.remaining();
    if (length == 0 || length > options.segmentBytes()) {
      throw new IllegalArgumentException(
          "batch: " + length + " bytes (expected: 1 to " + options.segmentBytes() + ")");
    }
    if (points < 0) {
      throw new IllegalArgumentException("points: " + points + " (expected: >= 0)");
    }
    Batch batch =
        new Batch(
            records, length, points, LogLayout.crc(records.duplicate()), firstArrival, lastArrival);
    AppendResult result;
    lock.lock();
    try {
      requireOpen();
      result = offer(batch);
    } finally {
      lock.unlock();
    }
    tidy();
    if (result instanceof AppendResult.Appended(_, long end)
        && options.force() instanceof Force.EveryBatch) {
      forceThrough(end);
    }
    return result;
  }

  /// Runs the action once, when a batch of that size may find room again: at once if it does now.
  /// It runs on whichever thread makes room, and should only pass the news on.
  public void onSpace(int length, Runnable action) {
    lock.lock();
    try {
      if (obstacle(length) != null) {
        spaceWanted = true;
        waitingForSpace.add(action);
        return;
      }
    } finally {
      lock.unlock();
    }
    action.run();
  }

  /// Waits until a batch of that size finds room, the time is over, or the log is closed.
  ///
  /// @return whether there is room
  public boolean awaitSpace(int length, Duration atMost) throws InterruptedException {
    long remaining = atMost.toNanos();
    lock.lockInterruptibly();
    try {
      while (!closed && obstacle(length) != null) {
        if (remaining <= 0) {
          return false;
        }
        spaceWanted = true;
        // In steps: nobody tells when others free space on the disk.
        long step = Math.min(remaining, AWAIT_SPACE_STEP);
        remaining -= step - spaceAvailable.awaitNanos(step);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /// Opens the reader of a name, at its cursor, or at the oldest record if the name is new. From
  /// then on the log keeps what this reader has not passed, also while it is closed and over
  /// restarts.
  ///
  /// @throws LogInUseException if the name is being read already
  public LogReader openReader(String name) throws IOException {
    Path path = folder.cursor(name);
    lock.lock();
    try {
      requireOpen();
      Cursor cursor = cursors.get(name);
      if (cursor == null) {
        Map.Entry<Long, Segment> oldest = segments.firstEntry();
        cursor =
            oldest == null
                ? Cursor.create(name, path, endPosition, endPoint, now())
                : Cursor.create(name, path, oldest.getKey(), oldest.getValue().basePoint(), now());
        cursors.put(name, cursor);
        newFiles = true;
      }
      if (!cursor.take()) {
        throw new LogInUseException(
            folder.path() + ": reader " + name + " is open already (expected: one of each name)");
      }
      LogReader reader = new LogReader(this, cursor, maxAge);
      readers.put(name, reader);
      try {
        reader.locate();
      } catch (IOException | RuntimeException e) {
        release(reader);
        throw e;
      }
      return reader;
    } finally {
      lock.unlock();
    }
  }

  /// Removes the cursor of a reader that won't come back; what only it had not passed is deleted.
  public void forgetReader(String name) throws IOException {
    lock.lock();
    try {
      requireOpen();
      if (readers.containsKey(name)) {
        throw new LogInUseException(
            folder.path() + ": reader " + name + " is open (expected: closed)");
      }
      Cursor cursor = cursors.remove(name);
      if (cursor != null) {
        cursor.close();
      }
      Files.deleteIfExists(folder.cursor(name));
      trim();
    } finally {
      lock.unlock();
    }
    tidy();
  }

  /// What is due by time: forces, drops what is too old, removes a segment everyone has passed,
  /// looks whether there is space again.
  public void maintain() {
    boolean force;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      dropAged();
      if (active != null && active.end() <= slowest()) {
        removeActive();
      }
      freeSpace.ask();
      if (spaceWanted && obstacle(0) == null) {
        announceSpace();
      }
      force = isForceDue();
    } finally {
      lock.unlock();
    }
    tidy();
    if (force) {
      try {
        forceThrough(Long.MAX_VALUE);
      } catch (IOException e) {
        LOG.log(Level.WARNING, folder.path() + ": not forced: " + e.getMessage(), e);
      }
    }
  }

  /// Forces everything appended so far to the disk, whatever the setting.
  public void force() throws IOException {
    forceThrough(Long.MAX_VALUE);
  }

  public LogStatistics statistics() {
    lock.lock();
    try {
      List<LogStatistics.ReaderStatistics> each = new ArrayList<>();
      for (Cursor cursor : cursors.values()) {
        each.add(statistics(cursor));
      }
      each.sort((a, b) -> Long.compare(a.position(), b.position()));
      Segment first = segments.isEmpty() ? null : segments.firstEntry().getValue();
      boolean unread = each.isEmpty();
      return new LogStatistics(
          appendedPoints,
          appendedBytes,
          appendedBatches,
          dropped.copy(),
          refusedBatches,
          writeFailures,
          forceFailures,
          salvagedPoints,
          cutBytes,
          quarantinedBytes,
          endPosition,
          segments.size(),
          bytes,
          unread
              ? first == null ? 0 : endPoint - first.basePoint()
              : each.getFirst().queuedPoints(),
          unread ? bytes : each.getFirst().queuedBytes(),
          unread ? first == null ? -1 : first.firstArrival() : each.getFirst().oldestUnread(),
          each);
    } finally {
      lock.unlock();
    }
  }

  /// Seals what is being written and gives the folder free. Open readers are closed.
  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      for (LogReader reader : List.copyOf(readers.values())) {
        reader.close();
      }
      closed = true;
      dataAvailable.signalAll();
      spaceAvailable.signalAll();
      waitingForSpace.clear();
      if (active != null && active.end() <= slowest()) {
        removeActive();
      }
      sealActive();
    } finally {
      lock.unlock();
    }
    try (folderLock) {
      tidy();
      if (!(options.force() instanceof Force.Never)) {
        forceThrough(Long.MAX_VALUE);
      }
    } finally {
      closeFiles();
    }
  }

  /// A batch as it is offered.
  private record Batch(
      ByteBuffer records,
      int length,
      int points,
      int checksum,
      long firstArrival,
      long lastArrival) {}

  private AppendResult offer(Batch batch) {
    DropReason obstacle = obstacle(batch.length());
    if (obstacle != null && options.whenFull() == WhenFull.DROP_OLDEST) {
      obstacle = makeRoom(batch.length(), obstacle);
    }
    if (obstacle == null) {
      try {
        return write(batch);
      } catch (IOException e) {
        writeFailures++;
        LOG.log(Level.WARNING, folder.path() + ": not written: " + e.getMessage(), e);
        obstacle = DropReason.WRITE_FAILED;
      }
    }
    if (options.whenFull() == WhenFull.BLOCK) {
      refusedBatches++;
      spaceWanted = true;
      return new AppendResult.Refused(obstacle);
    }
    dropped.add(obstacle, batch.points());
    return new AppendResult.Dropped(obstacle);
  }

  private AppendResult write(Batch batch) throws IOException {
    Segment segment = active;
    if (segment != null
        && (segment.length() + batch.length() > options.segmentBytes()
            || segment.blockCount() >= options.blocksPerSegment())) {
      sealActive();
      trim();
      segment = null;
    }
    if (segment == null) {
      segment = Segment.create(folder, endPosition, endPoint, now());
      segments.put(endPosition, segment);
      active = segment;
      newFiles = true;
    }
    segment.append(
        batch.records().duplicate(),
        batch.points(),
        batch.checksum(),
        batch.firstArrival(),
        batch.lastArrival());
    long position = endPosition;
    endPosition += batch.length();
    endPoint += batch.points();
    bytes += batch.length();
    appendedBatches++;
    appendedBytes += batch.length();
    appendedPoints += batch.points();
    if (lock.hasWaiters(dataAvailable)) {
      dataAvailable.signalAll();
    }
    return new AppendResult.Appended(position, endPosition);
  }

  /// Why a batch of that size finds no room.
  private @Nullable DropReason obstacle(int length) {
    if (length > options.maxBytes() - bytes) {
      if (active != null && active.end() <= slowest()) {
        removeActive();
      }
      if (length > options.maxBytes() - bytes) {
        return DropReason.FULL;
      }
    }
    return freeSpace.isLow(length) ? DropReason.LOW_SPACE : null;
  }

  /// Drops old segments: for the cap as many as it takes, for a disk that others fill one per
  /// batch.
  private @Nullable DropReason makeRoom(int length, DropReason obstacle) {
    DropReason still = obstacle;
    do {
      if (segments.isEmpty()) {
        return still;
      }
      dropOldest(still);
      deleteRemoved();
      if (still == DropReason.LOW_SPACE) {
        freeSpace.ask();
      }
      still = obstacle(length);
    } while (still == DropReason.FULL);
    return still;
  }

  private void dropAged() {
    while (!segments.isEmpty()) {
      if (now() - segments.firstEntry().getValue().lastArrival() <= maxAge) {
        return;
      }
      dropOldest(DropReason.AGE);
    }
  }

  private void dropOldest(DropReason reason) {
    Segment victim = segments.firstEntry().getValue();
    long unread = victim.endPoint() - victim.basePoint();
    if (!cursors.isEmpty()) {
      long slowestPoint = Long.MAX_VALUE;
      for (Cursor cursor : cursors.values()) {
        slowestPoint = Math.min(slowestPoint, cursor.point());
      }
      unread = victim.endPoint() - Math.max(slowestPoint, victim.basePoint());
    }
    dropped.add(reason, Math.max(0, unread));
    for (Cursor cursor : cursors.values()) {
      if (cursor.position() < victim.end()) {
        pushOn(cursor, victim, reason);
      }
    }
    LOG.log(
        Level.WARNING,
        "{0}: dropped ({1}), {2,number,#} points nobody had read",
        folder.segment(victim.basePosition()),
        reason,
        Math.max(0, unread));
    remove(victim);
  }

  private void pushOn(Cursor cursor, Segment victim, DropReason reason) {
    LogReader reader = readers.get(cursor.reader());
    if (reader != null) {
      reader.dropThrough(victim.end(), victim.endPoint(), reason);
    }
    try {
      cursor.moveTo(victim.end(), victim.endPoint(), now());
    } catch (IOException e) {
      LOG.log(
          Level.WARNING, folder.cursor(cursor.reader()) + ": not written: " + e.getMessage(), e);
    }
  }

  /// Removes what every reader has passed. Called under the lock, before [#tidy].
  void trim() {
    long passed = slowest();
    while (!segments.isEmpty()) {
      Segment oldest = segments.firstEntry().getValue();
      if (oldest.end() > passed) {
        return;
      }
      if (oldest == active
          && !(spaceWanted
              || (options.force() instanceof Force.Never && oldest.length() >= RETIRE_BYTES))) {
        return;
      }
      remove(oldest);
    }
  }

  private void removeActive() {
    Segment segment = active;
    if (segment != null) {
      remove(segment);
    }
  }

  private void remove(Segment segment) {
    if (segment == active) {
      active = null;
    }
    segments.remove(segment.basePosition());
    unforced.remove(segment);
    bytes -= segment.length();
    toDelete.add(segment);
    announceSpace();
  }

  private void announceSpace() {
    spaceWanted = false;
    spaceAvailable.signalAll();
    toCall.addAll(waitingForSpace);
    waitingForSpace.clear();
  }

  /// Deletes and calls what was decided under the lock. Called without it.
  void tidy() {
    if (!toDelete.isEmpty()) {
      forceCursors();
      deleteRemoved();
    }
    for (Runnable action = toCall.poll(); action != null; action = toCall.poll()) {
      action.run();
    }
  }

  /// A cursor reaches the disk before the segment it has passed is gone, so that after a power loss
  /// nothing that was delivered is reported as lost.
  private void forceCursors() {
    if (options.force() instanceof Force.Never) {
      return;
    }
    List<Cursor> each;
    lock.lock();
    try {
      each = List.copyOf(cursors.values());
    } finally {
      lock.unlock();
    }
    for (Cursor cursor : each) {
      try {
        cursor.force();
      } catch (IOException e) {
        LOG.log(
            Level.WARNING, folder.cursor(cursor.reader()) + ": not forced: " + e.getMessage(), e);
      }
    }
  }

  private void deleteRemoved() {
    for (Segment segment = toDelete.poll(); segment != null; segment = toDelete.poll()) {
      try {
        segment.closeFiles();
        folder.delete(segment.basePosition());
      } catch (IOException e) {
        LOG.log(
            Level.WARNING,
            folder.segment(segment.basePosition()) + ": not deleted: " + e.getMessage(),
            e);
      }
    }
  }

  private void sealActive() {
    Segment segment = active;
    if (segment == null) {
      return;
    }
    active = null;
    if (segment.length() == 0) {
      remove(segment);
      return;
    }
    try {
      segment.seal();
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          folder.index(segment.basePosition()) + ": not sealed: " + e.getMessage(),
          e);
    }
    segment.forgetBlocks();
    if (options.force() instanceof Force.Never) {
      close(segment);
    } else {
      unforced.add(segment);
    }
  }

  private void close(Segment segment) {
    try {
      segment.closeFiles();
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          folder.segment(segment.basePosition()) + ": not closed: " + e.getMessage(),
          e);
    }
  }

  private boolean isForceDue() {
    if (!(options.force() instanceof Force.Interval(Duration period))) {
      return false;
    }
    long now = environment.nanoTime().getAsLong();
    if (now - forcedAt < period.toNanos()) {
      return false;
    }
    forcedAt = now;
    return forcedTo < endPosition && slowest() < endPosition;
  }

  /// Forces until everything before the position is on the disk. Callers that wait here for each
  /// other are served by the first one's force.
  private void forceThrough(long position) throws IOException {
    forceLock.lock();
    try {
      List<Segment> due;
      Segment growing;
      long through;
      boolean folderToo;
      lock.lock();
      try {
        if (forcedTo >= Math.min(position, endPosition)) {
          return;
        }
        due = new ArrayList<>(unforced);
        growing = active;
        through = endPosition;
        folderToo = newFiles;
        newFiles = false;
      } finally {
        lock.unlock();
      }
      forceSegments(due, growing, folderToo);
      lock.lock();
      try {
        forcedTo = through;
        for (Segment segment : due) {
          unforced.remove(segment);
          close(segment);
        }
      } finally {
        lock.unlock();
      }
    } finally {
      forceLock.unlock();
    }
  }

  private void forceSegments(List<Segment> sealed, @Nullable Segment growing, boolean folderToo)
      throws IOException {
    try {
      for (Segment segment : sealed) {
        segment.force();
      }
      if (growing != null) {
        growing.force();
      }
      if (folderToo) {
        folder.force();
      }
    } catch (IOException e) {
      lock.lock();
      try {
        forceFailures++;
        newFiles |= folderToo;
      } finally {
        lock.unlock();
      }
      throw e;
    }
  }

  private void closeFiles() throws IOException {
    lock.lock();
    try {
      for (Segment segment : segments.values()) {
        close(segment);
      }
      for (Cursor cursor : cursors.values()) {
        if (!(options.force() instanceof Force.Never)) {
          cursor.force();
        }
        cursor.close();
      }
    } finally {
      lock.unlock();
    }
  }

  /// The position every reader has passed; 0 if no reader is known, so that nothing counts as
  /// passed.
  private long slowest() {
    long slowest = Long.MAX_VALUE;
    for (Cursor cursor : cursors.values()) {
      slowest = Math.min(slowest, cursor.position());
    }
    return cursors.isEmpty() ? 0 : slowest;
  }

  private LogStatistics.ReaderStatistics statistics(Cursor cursor) {
    LogReader reader = readers.get(cursor.reader());
    long queuedPoints = Math.max(0, endPoint - cursor.point());
    long queuedBytes = Math.max(0, endPosition - cursor.position());
    long oldest = oldestUnread(cursor, reader);
    return reader != null
        ? reader.statistics(queuedPoints, queuedBytes, oldest)
        : new LogStatistics.ReaderStatistics(
            cursor.reader(),
            false,
            cursor.position(),
            0,
            0,
            0,
            0,
            0,
            0,
            Map.of(),
            queuedPoints,
            queuedBytes,
            oldest);
  }

  private long oldestUnread(Cursor cursor, @Nullable LogReader reader) {
    Segment segment = segmentEndingAfter(cursor.position());
    if (segment == null) {
      return -1;
    }
    return reader == null ? segment.firstArrival() : reader.arrivalAtCursor(segment);
  }

  // What readers use, under the lock.

  void lock() {
    lock.lock();
  }

  void unlock() {
    lock.unlock();
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException(folder.path() + ": log is closed");
    }
  }

  long endPosition() {
    return endPosition;
  }

  long endPoint() {
    return endPoint;
  }

  long now() {
    return environment.clock().millis();
  }

  RecordFormat format() {
    return options.format();
  }

  @Nullable Segment segmentEndingAfter(long position) {
    Map.Entry<Long, Segment> at = segments.floorEntry(position);
    if (at != null && at.getValue().end() > position) {
      return at.getValue();
    }
    Map.Entry<Long, Segment> behind = segments.higherEntry(position);
    return behind == null ? null : behind.getValue();
  }

  void countDropped(DropReason reason, long points) {
    dropped.add(reason, points);
  }

  void release(LogReader reader) {
    reader.ownCursor().giveBack();
    readers.remove(reader.name());
  }

  boolean awaitEndBeyond(LogReader reader, long nanos) throws InterruptedException {
    long remaining = nanos;
    lock.lockInterruptibly();
    try {
      while (!closed && !reader.isClosed() && reader.readPosition() >= endPosition) {
        if (remaining <= 0) {
          return false;
        }
        remaining = dataAvailable.awaitNanos(remaining);
      }
      return !closed && !reader.isClosed();
    } finally {
      lock.unlock();
    }
  }
}
