// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.spool;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.graphitestack.log.AppendResult;
import org.graphitestack.log.LogEnvironment;
import org.graphitestack.log.LogMaintenance;
import org.graphitestack.log.LogOptions;
import org.graphitestack.log.LogReader;
import org.graphitestack.log.RecordFormat;

/// What waits for one destination: plaintext lines, on disk.
///
/// ```
/// SPOOL_DIR/host:port:instance/          a destination
///                              0000000001/    the oldest log
///                              0000000002/    the newest, which lines are appended to
/// ```
///
/// Usually there is one log. When a destination comes back after long and live points are to go
/// first, [#split] begins a new one: the runner then drains the newest before the older ones, which
/// are deleted once they are empty.
///
/// Any thread appends, and never waits. A batch that finds no room under the policy `block` is
/// held, and the [FlowGate] shut, until it does: what is held is bounded by what the event loops
/// read before they notice. The logs' readers, [#split] and [#removeDrained] belong to the runner's
/// thread.
public final class Spool implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Spool.class.getName());

  /// Most logs of one destination: after so many outages within one replay, live points queue up
  /// behind.
  private static final int MAX_LOGS = 8;

  private final Path folder;
  private final LogOptions options;
  private final LogEnvironment environment;
  private final LogMaintenance maintenance;
  private final FlowGate gate;

  /// Appends share it; whoever changes `logs` or `held` has it alone.
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  private final Deque<SpoolLog> logs = new ArrayDeque<>();
  private final Deque<Held> held = new ArrayDeque<>();
  private long heldPoints;
  private SpoolFigures retired = SpoolFigures.NONE;
  private long newest;
  private boolean closed;

  private record Held(ByteBuffer lines, int points, long arrival) {}

  private Spool(
      Path folder,
      LogOptions options,
      LogEnvironment environment,
      LogMaintenance maintenance,
      FlowGate gate) {
    this.folder = folder;
    this.options = options.withFormat(RecordFormat.LINES);
    this.environment = environment;
    this.maintenance = maintenance;
    this.gate = gate;
  }

  /// Opens the spool of a destination, with what an earlier process left in it.
  ///
  /// @param destination its name, which becomes the folder's
  /// @param maintenance looks after the logs
  /// @param gate shut while a batch is held
  /// @throws org.graphitestack.log.LogInUseException if another process has it open
  public static Spool open(
      String destination,
      SpoolOptions options,
      LogEnvironment environment,
      LogMaintenance maintenance,
      FlowGate gate)
      throws IOException {
    var folder = options.folder().resolve(SpoolFolder.nameOf(destination));
    var spool = new Spool(folder, options.log(), environment, maintenance, gate);
    try {
      Files.createDirectories(folder);
      var numbers = SpoolFolder.logs(folder);
      for (var number : numbers.isEmpty() ? List.of(1L) : numbers) {
        spool.openLog(number);
      }
      spool.removeDrained();
      return spool;
    } catch (IOException | RuntimeException failure) {
      spool.close();
      throw failure;
    }
  }

  /// Appends whole lines that arrived together.
  ///
  /// @param lines from position to limit; left as it is and not kept
  /// @param arrival epoch milliseconds
  public void append(ByteBuffer lines, int points, long arrival) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException(folder + ": spool is closed");
      }
      if (held.isEmpty() && offer(new Held(lines, points, arrival))) {
        return;
      }
    } finally {
      lock.readLock().unlock();
    }
    hold(lines, points, arrival);
  }

  /// The logs' readers, oldest first; the last one gets what is appended. There is always one.
  public List<LogReader> readers() {
    lock.readLock().lock();
    try {
      var readers = new ArrayList<LogReader>(logs.size());
      logs.forEach(log -> readers.add(log.reader()));
      return readers;
    } finally {
      lock.readLock().unlock();
    }
  }

  /// Begins a new log for what is appended from now on, so that it can be delivered first.
  ///
  /// @return whether there is one: not with too many logs, nor with too little left under the cap
  public boolean split() throws IOException {
    lock.writeLock().lock();
    try {
      if (closed || logs.size() >= MAX_LOGS || logs.getLast().isEmpty()) {
        return false;
      }
      if (roomLeft() < 2L * options.segmentBytes()) {
        return false;
      }
      openLog(newest + 1);
      return true;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /// Deletes the older logs that have nothing left in them.
  public void removeDrained() throws IOException {
    lock.writeLock().lock();
    try {
      while (logs.size() > 1 && logs.getFirst().isEmpty()) {
        var drained = logs.removeFirst();
        retired = retired.plus(drained.figures());
        drained.delete();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /// The books.
  public SpoolFigures figures() {
    lock.readLock().lock();
    try {
      var sum = retired;
      for (var log : logs) {
        sum = sum.plus(log.figures());
      }
      return sum.plus(new SpoolFigures(0, heldPoints, 0, 0, heldPoints, Map.of(), 0, 0, -1, 0, 0));
    } finally {
      lock.readLock().unlock();
    }
  }

  /// Where it lies.
  public Path folder() {
    return folder;
  }

  /// Closes the logs; what is in them stays. A batch that is still held is named in the log as
  /// lost.
  @Override
  public void close() throws IOException {
    lock.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      if (!held.isEmpty()) {
        LOG.log(
            Level.ERROR, "{0}: {1,number,#} points found no room and are lost", folder, heldPoints);
        gate.release();
      }
      IOException failed = null;
      for (var log : logs) {
        try {
          log.close();
        } catch (IOException failure) {
          failed = failure;
        }
      }
      if (failed != null) {
        throw failed;
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void openLog(long number) throws IOException {
    var limited =
        options.maxBytes() == LogOptions.UNLIMITED_BYTES
            ? options
            : options.withMaxBytes(Math.max(2L * options.segmentBytes(), roomLeft()));
    logs.addLast(
        SpoolLog.open(
            folder.resolve(SpoolFolder.logName(number)), limited, environment, maintenance));
    newest = number;
  }

  private long roomLeft() {
    var used = logs.stream().mapToLong(log -> log.log().statistics().bytes()).sum();
    return options.maxBytes() - used;
  }

  /// Offers a batch to the newest log.
  ///
  /// @return whether the log has decided what becomes of it
  private boolean offer(Held batch) {
    try {
      var result = logs.getLast().log().append(batch.lines(), batch.points(), batch.arrival());
      return !(result instanceof AppendResult.Refused);
    } catch (IOException failure) {
      LOG.log(Level.WARNING, folder + ": appended, but not forced to the disk", failure);
      return true;
    }
  }

  private void hold(ByteBuffer lines, int points, long arrival) {
    var copy = ByteBuffer.allocate(lines.remaining()).put(lines.duplicate()).flip();
    lock.writeLock().lock();
    try {
      var isFirst = held.isEmpty();
      held.addLast(new Held(copy, points, arrival));
      heldPoints += points;
      if (isFirst) {
        gate.hold();
        awaitSpace();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void awaitSpace() {
    var first = held.peekFirst();
    if (first != null) {
      logs.getLast()
          .log()
          .onSpace(
              first.lines().remaining(),
              () -> Thread.ofVirtual().name("spool-retry").start(this::retry));
    }
  }

  private void retry() {
    lock.writeLock().lock();
    try {
      while (!closed && !held.isEmpty()) {
        if (!offer(held.getFirst())) {
          awaitSpace();
          return;
        }
        heldPoints -= held.removeFirst().points();
      }
      if (!closed) {
        gate.release();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /// The oldest point that waits, if one does: its arrival in epoch milliseconds.
  public Optional<Long> oldestQueued() {
    var oldest = figures().oldestQueued();
    return oldest < 0 ? Optional.empty() : Optional.of(oldest);
  }
}
