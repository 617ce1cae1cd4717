// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.journal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.graphitestack.log.AppendResult;
import org.graphitestack.log.LogEnvironment;
import org.graphitestack.log.LogRange;
import org.graphitestack.log.LogReader;
import org.graphitestack.log.LogStatistics;
import org.graphitestack.log.SegmentLog;
import org.graphitestack.model.MetricPath;
import org.graphitestack.protocol.ReceivedPoints;

/// The points that are accepted and may not be stored yet, as plaintext lines in a segment log, in
/// the order they were accepted.
///
/// The journal is divided into numbered stretches. Memory keeps with each series the number of the
/// stretch its oldest point lies in; what lies before the oldest of all is not needed any more and
/// [#cutBefore] gives it back.
///
/// ```
/// | stretch 1 | stretch 2 | stretch 3 | stretch 4 ->        appends
///             ^ cut: no series has a point before
/// ```
///
/// Any thread appends. Reading back belongs to one thread, stretches and cuts to whoever calls
/// them; both may run at once.
public final class Journal implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Journal.class.getName());

  /// The mark of points that are in no stretch, because there was no room for them.
  public static final int UNJOURNALLED = 0;

  /// The log's one reader: its cursor is the cut.
  private static final String READER = "storage";

  private final SegmentLog log;
  private final LogReader reader;
  private final LogEnvironment environment;
  private final long foundEnd;
  private final DeletedSeries deleted;
  private final Deque<Stretch> stretches = new ArrayDeque<>();
  private int newest;

  /// Everything from a position to the next stretch's.
  private record Stretch(int number, long position) {}

  private Journal(Path folder, SegmentLog log, LogReader reader, LogEnvironment environment)
      throws IOException {
    this.log = log;
    this.reader = reader;
    this.environment = environment;
    this.foundEnd = log.statistics().end();
    this.deleted = DeletedSeries.open(folder, reader.cursor(), foundEnd);
  }

  /// Opens a journal, with what an earlier process left in it.
  ///
  /// @throws org.graphitestack.log.LogInUseException if another process has it open
  public static Journal open(JournalConfig config, LogEnvironment environment) throws IOException {
    var log = SegmentLog.open(config.folder(), config.log(), environment);
    try {
      return new Journal(config.folder(), log, log.openReader(READER), environment);
    } catch (IOException | RuntimeException failure) {
      log.close();
      throw failure;
    }
  }

  /// Appends the lines of a batch.
  ///
  /// @param points a batch that keeps lines
  /// @return whether there was room; false leaves the batch to the caller, see [#onSpace]
  public boolean append(ReceivedPoints points) {
    var lines = ByteBuffer.wrap(points.bytes(), 0, points.byteCount());
    if (!lines.hasRemaining()) {
      return true;
    }
    try {
      return log.append(lines, points.size(), environment.clock().millis())
          instanceof AppendResult.Appended;
    } catch (IOException failure) {
      LOG.log(Level.WARNING, "journal: appended, but not forced to the disk", failure);
      return true;
    }
  }

  /// The next lines of the journal that were not read yet, if there are any. Close the range.
  public Optional<LogRange> read(int maxBytes) throws IOException {
    return reader.read(maxBytes);
  }

  /// Reads again from the cut on: after a failure, when what could not be read is found out to be
  /// damaged and passed over.
  public void readAgain() throws IOException {
    reader.rewind();
  }

  /// Where an earlier process had stopped appending.
  public long foundEnd() {
    return foundEnd;
  }

  /// Where the next batch will lie, or a later one.
  public long end() {
    return log.statistics().end();
  }

  /// A series is deleted: what lies before a position does not come back, not even after a crash.
  public void delete(MetricPath path, long position) throws IOException {
    deleted.add(path, position);
  }

  /// Whether some series were deleted whose lines may still be there.
  public boolean hasDeleted() {
    return !deleted.isEmpty();
  }

  /// Whether a line is one of a series that was deleted after it was appended.
  ///
  /// @param position of the line
  public boolean isDeleted(byte[] name, int offset, int length, long position) {
    return deleted.covers(name, offset, length, position);
  }

  /// Begins a stretch at the journal's end. Whoever appends and then notes the number of the
  /// stretch must not be in between.
  ///
  /// @return its number, 1 for the first
  public int beginStretch() {
    return beginStretch(log.statistics().end());
  }

  /// Begins a stretch at a position behind the newest stretch's.
  ///
  /// @return its number
  public synchronized int beginStretch(long position) {
    var last = stretches.peekLast();
    if (last != null && last.position() == position) {
      return last.number();
    }
    stretches.addLast(new Stretch(++newest, position));
    return newest;
  }

  /// Gives back what lies before a stretch.
  ///
  /// @param number of a stretch; one that was given back already changes nothing
  public synchronized void cutBefore(int number) throws IOException {
    while (!stretches.isEmpty() && stretches.getFirst().number() < number) {
      if (stretches.size() == 1) {
        throw new IllegalArgumentException(
            "stretch: " + number + " (expected: <= " + stretches.getFirst().number() + ")");
      }
      stretches.removeFirst();
    }
    if (!stretches.isEmpty()) {
      reader.passTo(stretches.getFirst().position());
    }
  }

  /// The number of the oldest stretch; 0 if there is none.
  public synchronized int oldestStretch() {
    return stretches.isEmpty() ? 0 : stretches.getFirst().number();
  }

  /// Bytes that are not given back yet.
  public synchronized long bytes() {
    return log.statistics().end() - reader.cursor();
  }

  /// Bytes from the beginning of a stretch on; of the oldest there is, if it was given back.
  public synchronized long bytesFrom(int number) {
    for (var stretch : stretches) {
      if (stretch.number() >= number) {
        return log.statistics().end() - stretch.position();
      }
    }
    return 0;
  }

  /// Runs an action once when there may be room for so many bytes: at once if there is now.
  public void onSpace(int bytes, Runnable action) {
    log.onSpace(bytes, action);
  }

  /// What is due by time. Call about once a second.
  public void maintain() {
    log.maintain();
  }

  /// The figures of the log beneath.
  public LogStatistics statistics() {
    return log.statistics();
  }

  /// Closes the files; what was not cut stays for the next process.
  @Override
  public synchronized void close() throws IOException {
    log.close();
  }
}
