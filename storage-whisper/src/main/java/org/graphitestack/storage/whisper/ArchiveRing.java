// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import org.graphitestack.model.PointBatch;

/// The ring of slots of one archive: where an interval lies, and reading and writing runs of
/// intervals with as few accesses as the ring allows.
///
/// The timestamp in slot 0 is the base. Interval `i` lies at slot `floor((i - base) / step) mod
/// points`, and the slot holds it only if its timestamp is `i`. A base of 0 means an empty archive;
/// its first write goes to slot 0.
///
/// Hot path: no allocation but this record (see `WhisperUpdateBenchmark`).
record ArchiveRing(SeriesBytes bytes, WhisperArchive archive, Scratch scratch) {

  /// The timestamp in slot 0.
  long base() throws IOException {
    bytes.read(archive.offset(), scratch, 0, HeaderFormat.SLOT_SIZE);
    return scratch.timestamp(0);
  }

  private long slotOf(long interval, long base) {
    return Math.floorMod(
        Math.floorDiv(interval - base, archive.secondsPerPoint()), archive.points());
  }

  private long positionOf(long slot) {
    return archive.offset() + slot * HeaderFormat.SLOT_SIZE;
  }

  /// Brings the slots of `count` consecutive intervals into the scratch buffer.
  ///
  /// @param count at most the ring's points and [Scratch#SLOTS]
  void load(long interval, int count, long base) throws IOException {
    var slot = base == 0 ? 0 : slotOf(interval, base);
    var untilEnd = (int) Math.min(count, archive.points() - slot);
    bytes.read(positionOf(slot), scratch, 0, untilEnd * HeaderFormat.SLOT_SIZE);
    if (untilEnd < count) {
      bytes.read(
          archive.offset(),
          scratch,
          untilEnd * HeaderFormat.SLOT_SIZE,
          (count - untilEnd) * HeaderFormat.SLOT_SIZE);
    }
  }

  /// Reads consecutive intervals into `values`, leaving entries alone that are not known.
  void read(long interval, double[] values) throws IOException {
    var base = base();
    if (base == 0) {
      return;
    }
    var step = archive.secondsPerPoint();
    for (var done = 0; done < values.length; done += Scratch.SLOTS) {
      var part = Math.min(values.length - done, Scratch.SLOTS);
      var first = interval + done * step;
      load(first, part, base);
      for (var i = 0; i < part; i++) {
        if (scratch.timestamp(i) == first + i * step) {
          values[done + i] = scratch.value(i);
        }
      }
    }
  }

  /// The known points among `count` consecutive intervals, oldest first.
  PointBatch known(long interval, int count) throws IOException {
    var base = base();
    if (base == 0 || count <= 0) {
      return PointBatch.EMPTY;
    }
    var step = archive.secondsPerPoint();
    var timestamps = new long[count];
    var values = new double[count];
    var size = 0;
    var piece = (int) Math.min(Scratch.SLOTS, archive.points());
    for (var done = 0; done < count; done += piece) {
      var part = Math.min(count - done, piece);
      var first = interval + done * step;
      load(first, part, base);
      for (var i = 0; i < part; i++) {
        if (scratch.timestamp(i) == first + i * step) {
          timestamps[size] = scratch.timestamp(i);
          values[size++] = scratch.value(i);
        }
      }
    }
    return PointBatch.wrap(timestamps, values, size);
  }

  /// Appends the known values of `count` intervals to `scratch.known`; returns how many are known.
  int gather(long interval, int count, long base) throws IOException {
    var step = archive.secondsPerPoint();
    var known = 0;
    for (var done = 0; done < count; done += Scratch.SLOTS) {
      var part = Math.min(count - done, Scratch.SLOTS);
      var first = interval + done * step;
      load(first, part, base);
      known = gatherLoaded(0, part, first, known);
    }
    return known;
  }

  /// The same for intervals that are loaded already, from slot `from` of the buffer on; `known`
  /// values stand before.
  int gatherLoaded(int from, int count, long interval, int known) {
    var values = scratch.known(known + count);
    var step = archive.secondsPerPoint();
    var total = known;
    for (var i = 0; i < count; i++) {
      if (scratch.timestamp(from + i) == interval + i * step) {
        values[total++] = scratch.value(from + i);
      }
    }
    return total;
  }

  /// Writes intervals with their values, runs of neighbours in one piece each.
  ///
  /// @param intervals ascending, from index `from` to before `to`, at least one
  /// @return the base; it stays good though slot 0 be overwritten, which changes it by a multiple
  ///   of the retention
  long write(long[] intervals, double[] values, int from, int to) throws IOException {
    var found = base();
    var base = found == 0 ? intervals[from] : found;
    var at = from;
    while (at < to) {
      var slot = slotOf(intervals[at], base);
      var room = (int) Math.min(Scratch.SLOTS, archive.points() - slot);
      var count = 0;
      do {
        scratch.putSlot(count, intervals[at + count], values[at + count]);
        count++;
      } while (count < room
          && at + count < to
          && intervals[at + count] == intervals[at + count - 1] + archive.secondsPerPoint());
      bytes.write(positionOf(slot), scratch, 0, count * HeaderFormat.SLOT_SIZE);
      at += count;
    }
    return base;
  }
}
