// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;

/// What a folder holds when a log is opened: its segments, mended where they were damaged, its
/// cursors, and where the next segment starts.
///
/// A log never appends to a segment that another process began, so everything found is sealed. The
/// next segment starts at or behind every cursor, even if power was lost and the bytes in between
/// with it: a cursor that pointed beyond the end would otherwise skip new records.
final class LogRecovery {
  private static final System.Logger LOG = System.getLogger(LogRecovery.class.getName());

  private final LogFolder folder;
  private final RecordFormat format;
  private final NavigableMap<Long, Segment> segments = new TreeMap<>();
  private final Map<String, Cursor> cursors = new HashMap<>();
  private final List<String> lostCursors = new ArrayList<>();
  private long end;
  private long endPoint;
  private long salvagedPoints;
  private long cutBytes;
  private long quarantinedBytes;

  private LogRecovery(LogFolder folder, RecordFormat format) {
    this.folder = folder;
    this.format = format;
  }

  /// Looks through a folder and mends it.
  ///
  /// @param now epoch milliseconds
  static LogRecovery of(LogFolder folder, RecordFormat format, long now) throws IOException {
    LogRecovery recovery = new LogRecovery(folder, format);
    try {
      recovery.readCursors();
      recovery.readSegments();
      recovery.replaceLostCursors(now);
      return recovery;
    } catch (IOException | RuntimeException e) {
      for (Cursor cursor : recovery.cursors.values()) {
        cursor.close();
      }
      throw e;
    }
  }

  NavigableMap<Long, Segment> segments() {
    return segments;
  }

  Map<String, Cursor> cursors() {
    return cursors;
  }

  long end() {
    return end;
  }

  long endPoint() {
    return endPoint;
  }

  long salvagedPoints() {
    return salvagedPoints;
  }

  long cutBytes() {
    return cutBytes;
  }

  long quarantinedBytes() {
    return quarantinedBytes;
  }

  private void readCursors() throws IOException {
    for (Map.Entry<String, Path> file : folder.cursors().entrySet()) {
      if (Cursor.isSound(file.getValue())) {
        cursors.put(file.getKey(), Cursor.open(file.getKey(), file.getValue()));
      } else {
        lostCursors.add(file.getKey());
      }
    }
  }

  private void readSegments() throws IOException {
    long readBefore = readBefore();
    NavigableSet<Long> bases = folder.bases();
    for (long base : bases) {
      Long next = bases.higher(base);
      readSegment(base, next == null ? Long.MAX_VALUE : next, readBefore);
    }
    for (Cursor cursor : cursors.values()) {
      if (cursor.position() >= end) {
        end = cursor.position();
        endPoint = Math.max(endPoint, cursor.point());
      }
    }
  }

  private void readSegment(long base, long next, long readBefore) throws IOException {
    SegmentRecovery found = SegmentRecovery.of(folder, base, next, format);
    if (found.end() <= readBefore) {
      folder.delete(base);
      return;
    }
    SegmentRecovery.Outcome outcome = found.recover(endPoint);
    salvagedPoints += outcome.salvagedPoints();
    cutBytes += outcome.cutBytes();
    quarantinedBytes += outcome.quarantinedBytes();
    Segment segment = outcome.segment();
    if (segment != null) {
      segments.put(base, segment);
    }
    end = outcome.end();
    endPoint = outcome.endPoint();
  }

  /// All readers have passed this position.
  private long readBefore() {
    if (!lostCursors.isEmpty()) {
      return 0;
    }
    return cursors.values().stream().mapToLong(Cursor::position).min().orElse(0);
  }

  private void replaceLostCursors(long now) throws IOException {
    for (String reader : lostCursors) {
      Map.Entry<Long, Segment> oldest = segments.firstEntry();
      long position = oldest == null ? end : oldest.getKey();
      long point = oldest == null ? endPoint : oldest.getValue().basePoint();
      Path path = folder.cursor(reader);
      LOG.log(
          Level.WARNING,
          "{0}: neither slot can be read; starts again at the oldest record, {1,number,#}",
          path,
          position);
      cursors.put(reader, Cursor.create(reader, path, position, point, now));
    }
  }
}
