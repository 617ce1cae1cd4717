// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.CorruptSeriesException;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.file.Posix;

/// One whisper file, with the operations of Python's library: what tools work with. Servers use
/// [WhisperEngine], which shares files among threads. Not thread-safe; the owner closes it.
public final class WhisperFile implements AutoCloseable {

  private final SeriesBytes bytes;
  private final Scratch scratch;
  private final SeriesFile file;
  private final Closeable closing;

  private WhisperFile(SeriesBytes bytes, Scratch scratch, SeriesFile file, Closeable closing) {
    this.bytes = bytes;
    this.scratch = scratch;
    this.file = file;
    this.closing = closing;
  }

  /// Creates an empty file; it appears whole or not at all. Missing folders above it are made.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException if there is one
  /// @throws IllegalArgumentException if the format cannot hold such a layout
  public static void create(Path path, SeriesLayout layout, FileAllocation allocation)
      throws IOException {
    var posix = allocation == FileAllocation.RESERVED ? new Posix() : null;
    new FileCreation(allocation, false, posix)
        .create(path.toAbsolutePath(), WhisperHeader.of(layout), new Scratch());
  }

  /// Opens a file for reading and writing.
  ///
  /// @throws CorruptSeriesException if its header makes no sense
  public static WhisperFile open(Path path) throws IOException {
    return opened(ChannelBytes.openForWriting(path));
  }

  /// Opens a file for reading; one whose name ends in `.gz` is unpacked into memory.
  ///
  /// @throws CorruptSeriesException if its header makes no sense
  public static WhisperFile openForReading(Path path) throws IOException {
    return PackedFile.isPacked(path)
        ? opened(PackedFile.read(path), () -> {})
        : opened(ChannelBytes.openForReading(path));
  }

  /// Opens a file for reading and writing and holds its `flock` until it is closed.
  ///
  /// @throws CorruptSeriesException if its header makes no sense
  public static WhisperFile openLocked(Path path) throws IOException {
    var lock = new Posix().lock(path);
    try {
      var bytes = ChannelBytes.openForWriting(path);
      return opened(
          bytes,
          () -> {
            try (lock) {
              bytes.close();
            }
          });
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static WhisperFile opened(ChannelBytes bytes) throws IOException {
    return opened(bytes, bytes::close);
  }

  private static WhisperFile opened(SeriesBytes bytes, Closeable closing) throws IOException {
    var scratch = new Scratch();
    try {
      return new WhisperFile(bytes, scratch, SeriesFile.of(bytes, scratch), closing);
    } catch (IOException | RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  /// The header, as it stands after changes made here.
  public WhisperHeader header() {
    return file.header();
  }

  /// The file, for messages.
  public String place() {
    return bytes.place();
  }

  /// Length of the file in bytes when it was opened.
  public long fileSize() {
    return bytes.size();
  }

  /// Writes one point and rolls it up.
  ///
  /// @throws TimestampNotCoveredException if it is of the future or too old
  public void update(double value, long timestamp, long now) throws IOException {
    var age = now - timestamp;
    if (age < 0 || age >= file.header().maxRetention()) {
      throw new TimestampNotCoveredException(timestamp, now, file.header().maxRetention());
    }
    if (file.write(PointBatch.of(timestamp, value), now, scratch).dropped() > 0) {
      throw new TimestampNotCoveredException(timestamp, now, file.header().maxRetention());
    }
  }

  /// Writes points and rolls them up; those that the file has no place for are left out and
  /// counted.
  public WrittenPoints updateMany(PointBatch points, long now) throws IOException {
    return points.isEmpty() ? WrittenPoints.NONE : file.write(points, now, scratch);
  }

  /// The values after `from` up to `until`, from the finest archive that reaches back to `from`.
  ///
  /// @return empty if the file keeps nothing of that time
  /// @throws IllegalArgumentException if `from` is after `until`
  public Optional<SeriesValues> fetch(long from, long until, long now) throws IOException {
    return file.fetch(from, until, now, 0, scratch);
  }

  /// The same from the archive of a given step. A window longer than that archive is cut to what it
  /// can hold.
  ///
  /// @throws IllegalArgumentException if no archive has that step
  public Optional<SeriesValues> fetch(long from, long until, long now, long secondsPerPoint)
      throws IOException {
    if (secondsPerPoint < 1) {
      throw new IllegalArgumentException(
          "seconds per point: " + secondsPerPoint + " (expected: >= 1)");
    }
    return file.fetch(from, until, now, secondsPerPoint, scratch);
  }

  /// The known points after `from` up to `until`, from the finest archive that reaches back to
  /// `from`. A NaN that was written is a known point.
  ///
  /// @return empty if the file keeps nothing of that time
  /// @throws IllegalArgumentException if `from` is after `until`
  public Optional<KnownPoints> fetchKnown(long from, long until, long now) throws IOException {
    return file.fetchKnown(from, until, now, scratch);
  }

  /// The known points of one archive after `from` up to `until`, at most one round of its ring;
  /// none if `from` is after `until`.
  public KnownPoints known(WhisperArchive archive, long from, long until) throws IOException {
    return file.known(archive, from, until, scratch);
  }

  /// Writes points into one archive, whatever their age, and rolls them up from there.
  ///
  /// @param points in ascending order
  /// @throws IllegalArgumentException if the file has no such archive
  public void writeInto(WhisperArchive archive, PointBatch points) throws IOException {
    if (!points.isEmpty()) {
      file.writeInto(archive, points, scratch);
    }
  }

  /// The slots of an archive as they lie in the file, unwritten ones as timestamp 0.
  ///
  /// @param archive index in the header
  public PointBatch slots(int archive) throws IOException {
    var described = file.header().archives().get(archive);
    if (described.end() > bytes.size()) {
      throw new CorruptSeriesException(
          bytes.place(), bytes.size(), "the end of the file", "the slots of " + described);
    }
    var timestamps = new long[Math.toIntExact(described.points())];
    var values = new double[timestamps.length];
    for (var first = 0; first < timestamps.length; first += Scratch.SLOTS) {
      var part = Math.min(timestamps.length - first, Scratch.SLOTS);
      bytes.read(
          described.offset() + (long) first * HeaderFormat.SLOT_SIZE,
          scratch,
          0,
          part * HeaderFormat.SLOT_SIZE);
      for (var i = 0; i < part; i++) {
        timestamps[first + i] = scratch.timestamp(i);
        values[first + i] = scratch.value(i);
      }
    }
    return PointBatch.wrap(timestamps, values, timestamps.length);
  }

  /// Changes how future points roll up; what is rolled up already stays. Returns the method before.
  public AggregationMethod setAggregationMethod(AggregationMethod method) throws IOException {
    var before = file.header().aggregation();
    file.setAggregation(method, scratch);
    return before;
  }

  /// Changes the share of known slots that future roll-ups need. Returns the factor before.
  public float setXFilesFactor(double factor) throws IOException {
    if (!(factor >= 0 && factor <= 1)) {
      throw new IllegalArgumentException("xFilesFactor: " + factor + " (expected: 0 to 1)");
    }
    var before = file.header().xFilesFactor();
    file.setXFilesFactor((float) factor, scratch);
    return before;
  }

  /// Forces what was written to the disk.
  public void force() throws IOException {
    bytes.force();
  }

  @Override
  public void close() throws IOException {
    closing.close();
  }
}
