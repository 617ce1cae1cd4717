// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import java.io.IOException;
import java.util.Arrays;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.SeriesWriter;
import org.graphitestack.storage.SortedPoints;

/// Writes points as whisper would: each to the finest stage that reaches back to it, and from there
/// rolled up into all coarser ones. What is rolled up is read back from the cluster first, so that
/// points of other writers, and points that come late, are counted in.
final class CassandraWriter implements SeriesWriter {

  /// The series is said to live when this many seconds have passed since it was last said.
  private static final long SEEN_SECONDS = 3_600;

  /// A page of so many rows is left as it is.
  private static final int FEW_ROWS = 4;

  private final SeriesTable names;
  private final StagePoints points;
  private final SeriesLocks locks;
  private final CassandraStatistics statistics;

  CassandraWriter(
      SeriesTable names, StagePoints points, SeriesLocks locks, CassandraStatistics statistics) {
    this.names = names;
    this.points = points;
    this.locks = locks;
    this.statistics = statistics;
  }

  @Override
  public boolean exists(MetricPath path) throws IOException {
    return names.find(path).isPresent();
  }

  @Override
  public void create(MetricPath path, SeriesLayout layout) throws IOException {
    names.create(path, layout);
  }

  @Override
  public int write(MetricPath path, PointBatch batch, long now) throws IOException {
    if (batch.isEmpty()) {
      return 0;
    }
    var lock = locks.forWriting(path);
    lock.lock();
    try {
      var series = names.existing(path);
      var sorted = new SortedPoints(batch, now - series.layout().retentions().maxSeconds());
      write(series, sorted, now);
      if (now - SEEN_SECONDS >= series.seenAt()) {
        names.seen(path, now);
        series.seenAt(now);
      }
      var leftOut = sorted.tooOld() + sorted.unrepresentable();
      statistics.updated(batch.size() - leftOut, sorted.tooOld(), sorted.unrepresentable());
      return leftOut;
    } finally {
      lock.unlock();
    }
  }

  private void write(StoredSeries series, SortedPoints sorted, long now) throws IOException {
    var end = sorted.size();
    for (var stage = 0; stage < series.stages().size() && end > 0; stage++) {
      var begin = sorted.firstNotBefore(now - series.stages().get(stage).seconds(), end);
      if (begin < end) {
        write(series, stage, sorted, begin, end, now);
        end = begin;
      }
    }
  }

  /// Writes some points to one stage, and rolls them up.
  private void write(
      StoredSeries series, int number, SortedPoints sorted, int begin, int end, long now)
      throws IOException {
    var stage = series.stages().get(number);
    var slots = new long[end - begin];
    var values = new double[end - begin];
    var count = 0;
    for (var i = begin; i < end; i++) {
      var slot = stage.slotOf(sorted.timestamp(i));
      count += count > 0 && slots[count - 1] == slot ? 0 : 1;
      slots[count - 1] = slot;
      values[count - 1] = sorted.value(i);
    }
    points.write(stage, series.id(), slots, values, count, now);
    turnPage(series, number, slots[count - 1], now);
    for (var coarse = number + 1; coarse < series.stages().size() && count > 0; coarse++) {
      var lower = series.stages().get(coarse);
      var finer = series.stages().get(coarse - 1);
      slots = coarseSlots(slots, count, finer, lower);
      values = new double[slots.length];
      count = rollUp(series, finer, lower, slots, values, now);
      if (count > 0) {
        turnPage(series, coarse, slots[count - 1], now);
      }
    }
  }

  private static long[] coarseSlots(long[] slots, int count, Stage finer, Stage lower) {
    return Arrays.stream(slots, 0, count)
        .map(slot -> lower.slotOf(finer.timeOf(slot)))
        .distinct()
        .toArray();
  }

  /// Rolls slots up from the finer stage, and writes those of which enough is known.
  ///
  /// @param slots ascending; those that were written are at the front afterwards
  /// @param values gets their values
  /// @return how many were written
  private int rollUp(
      StoredSeries series, Stage finer, Stage lower, long[] slots, double[] values, long now)
      throws IOException {
    var number = points.number();
    var each = lower.step() / finer.step();
    var known = new double[each];
    var factor = (float) series.layout().xFilesFactor();
    var method = series.layout().aggregation();
    var written = 0;
    for (var from = 0; from < slots.length; ) {
      var to = from + 1;
      while (to < slots.length && (slots[to] - slots[to - 1]) * each <= Stage.BUCKET) {
        to++;
      }
      var first = finer.slotOf(lower.timeOf(slots[from]));
      var end = finer.slotOf(lower.timeOf(slots[to - 1])) + each;
      var read = points.read(finer, series.id(), first, Math.toIntExact(end - first));
      for (var i = from; i < to; i++) {
        var count = read.known(finer.slotOf(lower.timeOf(slots[i])), each, known);
        if (count > 0 && (double) count / each >= factor) {
          slots[written] = slots[i];
          values[written++] = method.aggregate(known, 0, count, each);
        }
      }
      from = to;
    }
    points.writeRolledUp(lower, series.id(), slots, values, written, number, now);
    return written;
  }

  /// Seals the page before, if it has many rows, when the first point of the next was written.
  private void turnPage(StoredSeries series, int number, long slot, long now) throws IOException {
    var page = Stage.pageOf(slot);
    var before = series.page(number);
    if (page < before) {
      return;
    }
    if (page > before && series.writes(number) > FEW_ROWS) {
      points.seal(series.stages().get(number), series.id(), before, now);
    }
    series.wrote(number, page);
  }
}
