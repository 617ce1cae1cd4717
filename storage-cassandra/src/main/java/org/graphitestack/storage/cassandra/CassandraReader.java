// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.ReadSource;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.TimeWindow;
import org.jspecify.annotations.Nullable;

/// Reads a window from the stage that whisper would read it from.
final class CassandraReader implements SeriesReader {

  /// @param first slot
  private record Extent(Stage stage, long first, int count) {}

  private static final int BYTES_PER_POINT = 8;

  private final ClusterSchema schema;
  private final SeriesTable names;
  private final StagePoints points;
  private final SeriesLocks locks;
  private final CassandraStatistics statistics;

  CassandraReader(
      ClusterSchema schema,
      SeriesTable names,
      StagePoints points,
      SeriesLocks locks,
      CassandraStatistics statistics) {
    this.schema = schema;
    this.names = names;
    this.points = points;
    this.locks = locks;
    this.statistics = statistics;
  }

  @Override
  public Optional<SeriesValues> read(MetricPath path, TimeWindow window) throws IOException {
    statistics.read();
    var lock = locks.forReading(path);
    lock.lock();
    try {
      var series = names.find(path);
      var extent = series.isEmpty() ? null : extent(series.get(), window);
      if (series.isEmpty() || extent == null) {
        return Optional.empty();
      }
      var slots = points.read(extent.stage, series.get().id(), extent.first, extent.count);
      return Optional.of(
          new SeriesValues(extent.stage.timeOf(extent.first), extent.stage.step(), slots.values()));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<ReadSource> source(MetricPath path, TimeWindow window) throws IOException {
    var series = names.find(path);
    var extent = series.isEmpty() ? null : extent(series.get(), window);
    if (series.isEmpty() || extent == null) {
      return Optional.empty();
    }
    return Optional.of(
        new ReadSource(
            "cassandra",
            schema.table(extent.stage) + " " + series.get().id(),
            extent.stage.step(),
            extent.stage.seconds(),
            extent.count,
            (long) extent.count * BYTES_PER_POINT,
            0));
  }

  @Override
  public Optional<SeriesLayout> layout(MetricPath path) throws IOException {
    return names.find(path).map(StoredSeries::layout);
  }

  /// As it was noted: within an hour of the truth.
  @Override
  public Optional<Long> lastWrite(MetricPath path) throws IOException {
    var series = names.find(path);
    if (series.isEmpty()) {
      return Optional.empty();
    }
    return series.get().seenAt() == Long.MIN_VALUE
        ? names.seenAt(path)
        : Optional.of(series.get().seenAt());
  }

  /// Reads the next ones while the first are being worked on.
  @Override
  public SeriesReader ahead(Collection<MetricPath> paths) {
    return paths.size() < 2 ? this : new AheadReader(this, List.copyOf(paths));
  }

  /// Null if the series keeps nothing of that window.
  private static @Nullable Extent extent(StoredSeries series, TimeWindow window) {
    var oldest = window.now() - series.layout().retentions().maxSeconds();
    if (window.from() > window.now() || window.until() < oldest) {
      return null;
    }
    var from = Math.max(window.from(), oldest);
    var until = Math.min(window.until(), window.now());
    var stage = series.stages().getLast();
    for (var candidate : series.stages()) {
      if (candidate.seconds() >= window.now() - from) {
        stage = candidate;
        break;
      }
    }
    var first = stage.slotOf(from) + 1;
    var end = Math.max(stage.slotOf(until) + 1, first + 1);
    return new Extent(stage, first, Math.toIntExact(end - first));
  }
}
