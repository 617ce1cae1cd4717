// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.graphitestack.model.PointBatch;

/// Writes a batch of points into the archives they belong to and rolls them up, with the result of
/// Python's `update_many`, byte for byte.
///
/// Each point goes to the finest archive that reaches back to it. Within one interval the latest
/// timestamp wins, among equal timestamps the first supplied. After each archive's points are in,
/// they roll up: every coarser interval they fall into is aggregated anew from the archive above
/// it, down to the first archive where nothing could be written.
///
/// Two deliberate differences. Coarser intervals are visited in ascending time, where Python goes
/// in the order of a hash set; this decides which interval becomes slot 0 of an empty archive, and
/// changes no answer. A run of points longer than its ring (possible with points of the future)
/// wraps as often as needed, where Python writes over the next archive.
///
/// Hot path: arrays only; every archive is read once and written once per run of neighbouring
/// intervals (see `WhisperUpdateBenchmark`).
final class PointWriter {

  /// Instead of a base, which is a timestamp.
  private static final long NOTHING = -1;

  private final SeriesBytes bytes;
  private final WhisperHeader header;
  private final List<WhisperArchive> archives;
  private final Scratch scratch;

  /// The batch in ascending order, one point per timestamp. Each archive's part of it is aligned
  /// and thinned out in place, first to the intervals of that archive, then to those of the
  /// coarser.
  private long[] timestamps = {};

  private double[] values = {};
  private int size;
  private int tooOld;
  private int unrepresentable;

  PointWriter(
      SeriesBytes bytes, WhisperHeader header, List<WhisperArchive> archives, Scratch scratch) {
    this.bytes = bytes;
    this.header = header;
    this.archives = archives;
    this.scratch = scratch;
  }

  WrittenPoints write(PointBatch points, long now) throws IOException {
    takeInOrder(points, now - archives.getLast().retention());
    var end = size;
    for (var level = 0; end > 0; level++) {
      var begin = firstNotBefore(now - archives.get(level).retention(), end);
      if (begin < end) {
        writeAndRollUp(level, begin, end);
      }
      end = begin;
    }
    return new WrittenPoints(points.size() - tooOld - unrepresentable, tooOld, unrepresentable);
  }

  /// Writes points into one archive, whatever their age, and rolls them up from there: what merging
  /// two files does.
  ///
  /// @param points in ascending order
  void writeInto(int level, PointBatch points) throws IOException {
    takeInOrder(points, Long.MIN_VALUE);
    if (size > 0) {
      writeAndRollUp(level, 0, size);
    }
  }

  /// Sorts by timestamp and, among equals, by place in the batch, of which the first stays.
  private void takeInOrder(PointBatch points, long oldest) {
    var keys = new long[points.size()];
    var taken = 0;
    var ascending = true;
    for (var i = 0; i < keys.length; i++) {
      var timestamp = points.timestamp(i);
      if (timestamp < 0 || timestamp > HeaderFormat.MAX_UINT32) {
        unrepresentable++;
      } else if (timestamp < oldest) {
        tooOld++;
      } else {
        var key = (timestamp << 31) | i;
        ascending &= taken == 0 || key > keys[taken - 1];
        keys[taken++] = key;
      }
    }
    if (!ascending) {
      Arrays.sort(keys, 0, taken);
    }
    timestamps = new long[taken];
    values = new double[taken];
    for (var i = 0; i < taken; i++) {
      var timestamp = keys[i] >>> 31;
      if (size == 0 || timestamps[size - 1] != timestamp) {
        timestamps[size] = timestamp;
        values[size++] = points.value((int) (keys[i] & Integer.MAX_VALUE));
      }
    }
  }

  private int firstNotBefore(long timestamp, int end) {
    var found = Arrays.binarySearch(timestamps, 0, end, timestamp);
    return found < 0 ? -found - 1 : found;
  }

  private void writeAndRollUp(int level, int begin, int end) throws IOException {
    var archive = archives.get(level);
    end = alignKeepingLast(archive, begin, end);
    var base = new ArchiveRing(bytes, archive, scratch).write(timestamps, values, begin, end);

    for (var coarse = level + 1; base != NOTHING && coarse < archives.size(); coarse++) {
      var lower = archives.get(coarse);
      end = alignKeepingLast(lower, begin, end);
      base = rollUp(archives.get(coarse - 1), base, lower, begin, end);
    }
  }

  /// Replaces timestamps by the intervals they fall into, of equal ones the last; returns the end.
  private int alignKeepingLast(WhisperArchive archive, int begin, int end) {
    var to = begin;
    for (var i = begin; i < end; i++) {
      var interval = archive.align(timestamps[i]);
      if (to > begin && timestamps[to - 1] == interval) {
        to--;
      }
      timestamps[to] = interval;
      values[to++] = values[i];
    }
    return to;
  }

  /// Aggregates the coarse intervals from `begin` to before `end`.
  ///
  /// @param base that of the higher archive
  /// @return the base of the lower archive, or NOTHING if no interval had enough known values
  private long rollUp(WhisperArchive higher, long base, WhisperArchive lower, int begin, int end)
      throws IOException {
    var fine = new ArchiveRing(bytes, higher, scratch);
    var ratio = (int) (lower.secondsPerPoint() / higher.secondsPerPoint());
    bytes.checkWithin(higher.offset(), Math.multiplyExact(ratio, HeaderFormat.SLOT_SIZE));
    var intervals = new long[end - begin];
    var results = new double[end - begin];
    var written = 0;
    for (var at = begin; at < end; ) {
      var run =
          runLength(
              at, end, lower.secondsPerPoint(), Math.min(higher.points(), Scratch.SLOTS) / ratio);
      if (ratio <= Scratch.SLOTS) {
        fine.load(timestamps[at], run * ratio, base);
      }
      for (var i = 0; i < run; i++) {
        var interval = timestamps[at + i];
        var known =
            ratio <= Scratch.SLOTS
                ? fine.gatherLoaded(i * ratio, ratio, interval, 0)
                : fine.gather(interval, ratio, base);
        if (known > 0 && (double) known / ratio >= header.xFilesFactor()) {
          intervals[written] = interval;
          results[written++] =
              header.aggregation().aggregate(scratch.known(known), 0, known, ratio);
        }
      }
      at += run;
    }
    return written == 0
        ? NOTHING
        : new ArchiveRing(bytes, lower, scratch).write(intervals, results, 0, written);
  }

  /// How many intervals from `at` on follow each other without a hole, at least 1, at most `limit`.
  private int runLength(int at, int end, long step, long limit) {
    var length = 1;
    while (length < limit
        && at + length < end
        && timestamps[at + length] == timestamps[at + length - 1] + step) {
      length++;
    }
    return length;
  }
}
