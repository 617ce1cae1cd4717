// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.Retention;
import org.graphitestack.model.SeriesLayout;

/// One series as plainly as its rules can be put; what engines are compared with.
///
/// Engines differ in two ways. Where every archive is a ring, two intervals that are a multiple of
/// the retention apart share a slot, and the one written later is there; else an archive keeps all
/// its intervals. Values roll up when they are written, or when they are read; these two differ
/// where a late point goes straight to a coarse interval whose finer points are still there.
final class ModelSeries {

  private record Point(long timestamp, double value) {}

  private static final class Archive {
    private final Retention retention;
    private final boolean ring;
    private final Map<Long, Point> slots = new HashMap<>();

    Archive(Retention retention, boolean ring) {
      this.retention = retention;
      this.ring = ring;
    }

    long align(long timestamp) {
      return timestamp - Math.floorMod(timestamp, (long) retention.secondsPerPoint());
    }

    private long slotOf(long interval) {
      return !ring
          ? interval
          : Math.floorMod(interval / retention.secondsPerPoint(), (long) retention.points());
    }

    void put(long interval, double value) {
      slots.put(slotOf(interval), new Point(interval, value));
    }

    Optional<Double> get(long interval) {
      var point = slots.get(slotOf(interval));
      return point != null && point.timestamp == interval
          ? Optional.of(point.value)
          : Optional.empty();
    }
  }

  private SeriesLayout layout;
  private final boolean rollsUpWhenRead;
  private final List<Archive> archives;

  ModelSeries(SeriesLayout layout) {
    this(layout, true, false);
  }

  /// @param rings whether archives are rings
  /// @param rollsUpWhenRead whether values roll up when they are read, not when they are written
  ModelSeries(SeriesLayout layout, boolean rings, boolean rollsUpWhenRead) {
    this.layout = layout;
    this.rollsUpWhenRead = rollsUpWhenRead;
    this.archives =
        layout.retentions().archives().stream()
            .map(retention -> new Archive(retention, rings))
            .toList();
  }

  SeriesLayout layout() {
    return layout;
  }

  AggregationMethod setAggregation(AggregationMethod method) {
    var before = layout.aggregation();
    layout = new SeriesLayout(layout.retentions(), layout.xFilesFactor(), method);
    return before;
  }

  int write(PointBatch batch, long now) {
    List<List<Point>> perArchive = new ArrayList<>();
    archives.forEach(_ -> perArchive.add(new ArrayList<>()));
    var dropped = 0;
    for (var i = 0; i < batch.size(); i++) {
      var timestamp = batch.timestamp(i);
      var archive = 0;
      while (archive < archives.size()
          && now - timestamp > archives.get(archive).retention.seconds()) {
        archive++;
      }
      if (archive == archives.size() || timestamp < 0 || timestamp > 0xffff_ffffL) {
        dropped++;
      } else {
        perArchive.get(archive).add(new Point(timestamp, batch.value(i)));
      }
    }
    for (var archive = 0; archive < archives.size(); archive++) {
      writeInto(archive, perArchive.get(archive));
    }
    return dropped;
  }

  private void writeInto(int index, List<Point> points) {
    var archive = archives.get(index);
    // Of equal timestamps the first supplied wins, so it is written last.
    points = points.reversed();
    points.sort(Comparator.comparingLong(Point::timestamp));
    for (var point : points) {
      archive.put(archive.align(point.timestamp), point.value);
    }
    if (rollsUpWhenRead) {
      return;
    }
    for (var coarse = index + 1; coarse < archives.size() && !points.isEmpty(); coarse++) {
      var lower = archives.get(coarse);
      var intervals = new TreeSet<Long>();
      points.forEach(point -> intervals.add(lower.align(point.timestamp)));
      var wrote = false;
      for (var interval : intervals) {
        wrote |= rollUp(archives.get(coarse - 1), lower, interval);
      }
      if (!wrote) {
        return;
      }
    }
  }

  private boolean rollUp(Archive higher, Archive lower, long interval) {
    var slots = lower.retention.secondsPerPoint() / higher.retention.secondsPerPoint();
    var known = new double[slots];
    var count = 0;
    for (var i = 0; i < slots; i++) {
      var value = higher.get(interval + (long) i * higher.retention.secondsPerPoint());
      if (value.isPresent()) {
        known[count++] = value.get();
      }
    }
    if (count == 0 || (double) count / slots < (float) layout.xFilesFactor()) {
      return false;
    }
    lower.put(interval, layout.aggregation().aggregate(known, 0, count, slots));
    return true;
  }

  Optional<SeriesValues> read(TimeWindow window) {
    var oldest = window.now() - layout.retentions().maxSeconds();
    if (window.from() > window.now() || window.until() < oldest) {
      return Optional.empty();
    }
    var from = Math.max(window.from(), oldest);
    var until = Math.min(window.until(), window.now());
    var archive =
        archives.stream()
            .filter(candidate -> candidate.retention.seconds() >= window.now() - from)
            .findFirst()
            .orElseThrow();
    var step = archive.retention.secondsPerPoint();
    var start = archive.align(from) + step;
    var end = Math.max(archive.align(until) + step, start + step);
    var values = new double[(int) ((end - start) / step)];
    if (rollsUpWhenRead) {
      rollUpAll();
    }
    Arrays.setAll(values, i -> archive.get(start + (long) i * step).orElse(Double.NaN));
    return Optional.of(new SeriesValues(start, step, values));
  }

  private void rollUpAll() {
    for (var coarse = 1; coarse < archives.size(); coarse++) {
      var lower = archives.get(coarse);
      var intervals = new TreeSet<Long>();
      archives
          .get(coarse - 1)
          .slots
          .values()
          .forEach(point -> intervals.add(lower.align(point.timestamp)));
      for (var interval : intervals) {
        rollUp(archives.get(coarse - 1), lower, interval);
      }
    }
  }
}
