// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.SeriesLayout;
import org.jspecify.annotations.Nullable;

/// Reads what is stored and lays over it what waits to be stored, so that a point is readable from
/// the moment it is accepted, even if its series has no file yet.
///
/// The merge is graphite-web's with carbon's cache: a waiting point goes into its slot of the
/// finest step, a later one replaces an earlier one; where a coarser archive was read, the slots of
/// one of its steps are aggregated by the series' method, without regard to its xFilesFactor; the
/// result replaces what is stored. Thread-safe if both parts are.
public final class UnstoredPointsReader implements SeriesReader {

  private final SeriesReader stored;
  private final UnstoredPoints unstored;

  public UnstoredPointsReader(SeriesReader stored, UnstoredPoints unstored) {
    this.stored = stored;
    this.unstored = unstored;
  }

  /// Asks memory before storage: a point that moves from one to the other meanwhile is seen twice,
  /// which is harmless; the other way round it would be missed.
  @Override
  public Optional<SeriesValues> read(MetricPath path, TimeWindow window) throws IOException {
    var points = unstored.unstored(path);
    var layoutToCome =
        points.isEmpty() ? Optional.<SeriesLayout>empty() : unstored.layoutToCome(path);
    Optional<SeriesValues> values;
    try {
      values = stored.read(path, window);
    } catch (StorageUnreachableException unreachable) {
      throw withPoints(unreachable, points, layoutToCome, window);
    }
    if (points.isEmpty()) {
      return values;
    }
    var storedLayout = stored.layout(path);
    var layout = storedLayout.or(() -> layoutToCome).orElse(null);
    if (layout == null) {
      return values;
    }
    var canvas = values.isPresent() ? extended(values.get(), window) : blank(layout, window);
    if (canvas == null) {
      return values;
    }
    var painted = paint(canvas, points, layout);
    var nothingThere = values.isEmpty() && storedLayout.isPresent() && !painted;
    return nothingThere ? values : Optional.of(canvas);
  }

  /// What memory has is known all the same.
  private static StorageUnreachableException withPoints(
      StorageUnreachableException unreachable,
      PointBatch points,
      Optional<SeriesLayout> layoutToCome,
      TimeWindow window) {
    var canvas =
        points.isEmpty() || layoutToCome.isEmpty() ? null : blank(layoutToCome.get(), window);
    return canvas == null || !paint(canvas, points, layoutToCome.get())
        ? unreachable
        : unreachable.knowing(canvas);
  }

  /// What is stored, and how many points wait for it; a series that has no file yet is `memory`.
  @Override
  public Optional<ReadSource> source(MetricPath path, TimeWindow window) throws IOException {
    var points = unstored.unstored(path);
    var source = stored.source(path, window);
    if (source.isPresent() || points.isEmpty()) {
      return source.map(known -> known.withUnstored(points.size()));
    }
    var layout = layout(path);
    return layout.isEmpty()
        ? Optional.empty()
        : inMemory(path, layout.get(), window, points.size());
  }

  private static Optional<ReadSource> inMemory(
      MetricPath path, SeriesLayout layout, TimeWindow window, int waiting) {
    var canvas = blank(layout, window);
    return canvas == null
        ? Optional.empty()
        : Optional.of(
            new ReadSource(
                "memory",
                path.text(),
                canvas.step(),
                layout.retentions().maxSeconds(),
                canvas.values().length,
                0,
                waiting));
  }

  @Override
  public Optional<SeriesLayout> layout(MetricPath path) throws IOException {
    var layoutToCome = unstored.layoutToCome(path);
    return stored.layout(path).or(() -> layoutToCome);
  }

  /// For a series without a file: its newest point's time. Memory is asked only then, as it may be
  /// far away; the file may have been made meanwhile.
  @Override
  public Optional<Long> lastWrite(MetricPath path) throws IOException {
    var lastWrite = stored.lastWrite(path);
    if (lastWrite.isPresent()) {
      return lastWrite;
    }
    var points = unstored.unstored(path);
    return points.isEmpty()
        ? stored.lastWrite(path)
        : Optional.of(points.timestamp(points.size() - 1));
  }

  /// Has the points of all these series ready, before any of them is read.
  @Override
  public SeriesReader ahead(Collection<MetricPath> paths) {
    return new UnstoredPointsReader(stored.ahead(paths), unstored.ahead(paths));
  }

  /// A copy that reaches to the end of the window, or to now.
  private static SeriesValues extended(SeriesValues values, TimeWindow window) {
    var end = stepAfter(Math.min(window.until(), window.now()), values.step());
    var length = Math.max(values.values().length, (int) ((end - values.start()) / values.step()));
    var copy = Arrays.copyOf(values.values(), length);
    Arrays.fill(copy, values.values().length, length, Double.NaN);
    return new SeriesValues(values.start(), values.step(), copy);
  }

  /// What whisper would read of a series just created: nothing, in the finest archive that reaches
  /// back to the start of the window. Null if the window lies outside its retention.
  private static @Nullable SeriesValues blank(SeriesLayout layout, TimeWindow window) {
    var oldest = window.now() - layout.retentions().maxSeconds();
    if (window.from() > window.now() || window.until() < oldest) {
      return null;
    }
    var from = Math.max(window.from(), oldest);
    var until = Math.min(window.until(), window.now());
    var step =
        layout.retentions().archives().stream()
            .filter(archive -> archive.seconds() >= window.now() - from)
            .findFirst()
            .orElseThrow()
            .secondsPerPoint();
    var start = stepAfter(from, step);
    var length = Math.max(1, (int) ((stepAfter(until, step) - start) / step));
    var values = new double[length];
    Arrays.fill(values, Double.NaN);
    return new SeriesValues(start, step, values);
  }

  /// Puts the points into the values.
  ///
  /// @return whether any of them lies there
  private static boolean paint(SeriesValues canvas, PointBatch points, SeriesLayout layout) {
    var finest = layout.retentions().finest().secondsPerPoint();
    var step = canvas.step();
    var slots = new double[points.size()];
    var painted = false;
    for (var i = 0; i < points.size(); ) {
      var coarse = floor(floor(points.timestamp(i), finest), step);
      var known = 0;
      for (var slot = Long.MIN_VALUE; i < points.size(); i++) {
        var next = floor(points.timestamp(i), finest);
        if (floor(next, step) != coarse) {
          break;
        }
        known += next == slot ? 0 : 1;
        slots[known - 1] = points.value(i);
        slot = next;
      }
      painted |= put(canvas, coarse, aggregated(layout.aggregation(), slots, known));
    }
    return painted;
  }

  private static double aggregated(AggregationMethod method, double[] slots, int known) {
    return known == 1 ? slots[0] : method.aggregate(slots, 0, known, known);
  }

  private static boolean put(SeriesValues canvas, long time, double value) {
    var index = Math.floorDiv(time - canvas.start(), canvas.step());
    if (index < 0 || index >= canvas.values().length) {
      return false;
    }
    canvas.values()[(int) index] = value;
    return true;
  }

  private static long stepAfter(long time, int step) {
    return floor(time, step) + step;
  }

  private static long floor(long time, int step) {
    return time - Math.floorMod(time, step);
  }
}
