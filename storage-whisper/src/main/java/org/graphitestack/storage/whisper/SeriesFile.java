// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.PointBatch;
import org.graphitestack.storage.CorruptSeriesException;
import org.graphitestack.storage.ReadSource;
import org.graphitestack.storage.SeriesValues;
import org.jspecify.annotations.Nullable;

/// What is done to one whisper file, whatever its bytes are reached by. Not thread-safe: callers
/// see to it that a write is alone.
final class SeriesFile {

  private final SeriesBytes bytes;
  private WhisperHeader header;
  private @Nullable List<WhisperArchive> writable;

  private SeriesFile(SeriesBytes bytes, WhisperHeader header) {
    this.bytes = bytes;
    this.header = header;
  }

  /// Reads the header.
  ///
  /// @throws CorruptSeriesException if it is none
  static SeriesFile of(SeriesBytes bytes, Scratch scratch) throws IOException {
    return new SeriesFile(bytes, HeaderFormat.read(bytes, scratch));
  }

  /// A file whose header was read before.
  static SeriesFile of(SeriesBytes bytes, WhisperHeader header) {
    return new SeriesFile(bytes, header);
  }

  WhisperHeader header() {
    return header;
  }

  SeriesBytes bytes() {
    return bytes;
  }

  /// Stores points that any archive reaches back to and rolls them up.
  WrittenPoints write(PointBatch points, long now, Scratch scratch) throws IOException {
    if (writable == null) {
      writable = header.writableArchives(bytes.place());
    }
    return new PointWriter(bytes, header, writable, scratch).write(points, now);
  }

  /// The values after `from` up to `until`.
  ///
  /// @param secondsPerPoint the archive to read, or 0 for the finest that reaches back to `from`
  /// @return empty if the file keeps nothing of that time
  /// @throws IllegalArgumentException if `from` is after `until`, or no archive has that step
  Optional<SeriesValues> fetch(
      long from, long until, long now, long secondsPerPoint, Scratch scratch) throws IOException {
    var span = span(from, until, now, secondsPerPoint);
    if (span.isEmpty()) {
      return Optional.empty();
    }
    var archive = span.get().archive();
    var count = span.get().count();
    var start = span.get().start();
    var step = archive.secondsPerPoint();
    if (count * HeaderFormat.SLOT_SIZE > bytes.size() || step > Integer.MAX_VALUE) {
      throw new CorruptSeriesException(
          bytes.place(), bytes.size(), "the end of the file", "the slots of " + archive);
    }
    var values = new double[(int) count];
    Arrays.fill(values, Double.NaN);
    new ArchiveRing(bytes, archive, scratch).read(start, values);
    return Optional.of(new SeriesValues(start, (int) step, values));
  }

  /// The known points after `from` up to `until`, from the finest archive that reaches back to
  /// `from`; unlike [#fetch] it tells a NaN that was written from a slot that was not.
  Optional<KnownPoints> fetchKnown(long from, long until, long now, Scratch scratch)
      throws IOException {
    var span = span(from, until, now, 0);
    if (span.isEmpty()) {
      return Optional.empty();
    }
    var found = span.get();
    return Optional.of(stretch(found.archive(), found.start(), found.count(), scratch));
  }

  /// The known points of one archive after `from` up to `until`, at most one round of its ring.
  KnownPoints known(WhisperArchive archive, long from, long until, Scratch scratch)
      throws IOException {
    var step = archive.secondsPerPoint();
    var start = archive.align(from) + step;
    var end = archive.align(until) + step;
    if (start == end) {
      end += step;
    }
    return stretch(archive, start, Math.max(0, (end - start) / step), scratch);
  }

  private KnownPoints stretch(WhisperArchive archive, long start, long count, Scratch scratch)
      throws IOException {
    if (!archive.usable() || archive.end() > bytes.size()) {
      throw new CorruptSeriesException(
          bytes.place(), bytes.size(), "the end of the file", "the slots of " + archive);
    }
    var slots = (int) Math.min(count, archive.points());
    return new KnownPoints(
        start,
        start + count * archive.secondsPerPoint(),
        archive.secondsPerPoint(),
        new ArchiveRing(bytes, archive, scratch).known(start, slots));
  }

  /// Writes points into one of the archives that points can be written to, whatever their age, and
  /// rolls them up from there.
  ///
  /// @param points in ascending order
  void writeInto(WhisperArchive archive, PointBatch points, Scratch scratch) throws IOException {
    if (writable == null) {
      writable = header.writableArchives(bytes.place());
    }
    var level = writable.indexOf(archive);
    if (level < 0) {
      throw new IllegalArgumentException(
          "archive: " + archive + " (expected: one of " + writable + ")");
    }
    new PointWriter(bytes, header, writable, scratch).writeInto(level, points);
  }

  /// Where [#fetch] from the finest archive would read.
  Optional<ReadSource> source(long from, long until, long now) throws IOException {
    return span(from, until, now, 0)
        .map(
            span ->
                new ReadSource(
                    "whisper",
                    bytes.place(),
                    span.archive().secondsPerPoint(),
                    span.archive().retention(),
                    span.count(),
                    span.count() * HeaderFormat.SLOT_SIZE,
                    0));
  }

  /// So many slots of an archive from a time on.
  private record Span(WhisperArchive archive, long start, long count) {}

  private Optional<Span> span(long from, long until, long now, long secondsPerPoint)
      throws CorruptSeriesException {
    if (from > until) {
      throw new IllegalArgumentException("from: " + from + " (expected: <= until, " + until + ")");
    }
    var oldest = now - header.maxRetention();
    if (from > now || until < oldest) {
      return Optional.empty();
    }
    var first = Math.max(from, oldest);
    var last = Math.min(until, now);
    var archive = secondsPerPoint == 0 ? reaching(now - first) : ofStep(secondsPerPoint);
    // A window longer than the ring is cut to what the ring can hold.
    first = Math.max(first, Math.min(last, now - archive.retention()));

    var step = archive.secondsPerPoint();
    var start = archive.align(first) + step;
    var end = Math.max(archive.align(last) + step, start + step);
    var count = (end - start) / step;
    return Optional.of(new Span(archive, start, count));
  }

  private WhisperArchive reaching(long age) throws CorruptSeriesException {
    WhisperArchive last = null;
    for (var archive : header.archives()) {
      if (archive.usable()) {
        last = archive;
        if (archive.retention() >= age) {
          return archive;
        }
      }
    }
    if (last == null) {
      throw new CorruptSeriesException(
          bytes.place(),
          HeaderFormat.METADATA_SIZE,
          "archives " + header.archives(),
          "at least one with points");
    }
    return last;
  }

  private WhisperArchive ofStep(long secondsPerPoint) {
    return header.archives().stream()
        .filter(archive -> archive.usable() && archive.secondsPerPoint() == secondsPerPoint)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "seconds per point: "
                        + secondsPerPoint
                        + " (expected: one of "
                        + header.archives().stream().map(WhisperArchive::secondsPerPoint).toList()
                        + ")"));
  }

  void setAggregation(AggregationMethod method, Scratch scratch) throws IOException {
    writeMetadata(header.withAggregation(method), scratch);
  }

  void setXFilesFactor(float factor, Scratch scratch) throws IOException {
    writeMetadata(header.withXFilesFactor(factor), scratch);
  }

  private void writeMetadata(WhisperHeader changed, Scratch scratch) throws IOException {
    HeaderFormat.putMetadata(changed, scratch.buffer());
    bytes.write(0, scratch, 0, HeaderFormat.METADATA_SIZE);
    header = changed;
  }

  /// Whether the first 16 bytes, all that tools change in place, are still those that were read.
  boolean metadataUnchanged(Scratch scratch) throws IOException {
    bytes.read(0, scratch, 0, HeaderFormat.METADATA_SIZE);
    return HeaderFormat.metadataEquals(header, scratch.buffer());
  }
}
