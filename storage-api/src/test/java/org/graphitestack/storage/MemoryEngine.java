// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.SeriesLayout;

/// An engine that keeps everything in memory, for the contract tests to compare with and for tests
/// of whatever needs an engine. Thread-safe.
public final class MemoryEngine implements StorageEngine, SeriesReader, SeriesWriter, SeriesAdmin {

  private static final class Stored {
    private final ModelSeries series;
    private long lastWrite;

    Stored(ModelSeries series) {
      this.series = series;
    }
  }

  private final TreeMap<MetricPath, Stored> series = new TreeMap<>();

  @Override
  public SeriesReader reader() {
    return this;
  }

  @Override
  public SeriesWriter writer() {
    return this;
  }

  @Override
  public SeriesAdmin admin() {
    return this;
  }

  @Override
  public void forEachSeries(Consumer<MetricPath> consumer) {
    List<MetricPath> paths;
    synchronized (this) {
      paths = List.copyOf(series.keySet());
    }
    paths.forEach(consumer);
  }

  @Override
  public synchronized Optional<SeriesValues> read(MetricPath path, TimeWindow window) {
    return Optional.ofNullable(series.get(path)).flatMap(stored -> stored.series.read(window));
  }

  @Override
  public synchronized Optional<SeriesLayout> layout(MetricPath path) {
    return Optional.ofNullable(series.get(path)).map(stored -> stored.series.layout());
  }

  @Override
  public synchronized Optional<Long> lastWrite(MetricPath path) {
    return Optional.ofNullable(series.get(path)).map(stored -> stored.lastWrite);
  }

  @Override
  public synchronized boolean exists(MetricPath path) {
    return series.containsKey(path);
  }

  @Override
  public synchronized void create(MetricPath path, SeriesLayout layout)
      throws FileAlreadyExistsException {
    if (series.putIfAbsent(path, new Stored(new ModelSeries(layout))) != null) {
      throw new FileAlreadyExistsException(path.text());
    }
  }

  @Override
  public synchronized int write(MetricPath path, PointBatch points, long now)
      throws NoSuchSeriesException {
    var stored = existing(path);
    stored.lastWrite = now;
    return stored.series.write(points, now);
  }

  @Override
  public synchronized void delete(MetricPath path) throws NoSuchSeriesException {
    existing(path);
    series.remove(path);
  }

  @Override
  public synchronized void rename(MetricPath from, MetricPath to)
      throws NoSuchSeriesException, FileAlreadyExistsException {
    var stored = existing(from);
    if (series.putIfAbsent(to, stored) != null) {
      throw new FileAlreadyExistsException(to.text());
    }
    series.remove(from);
  }

  @Override
  public synchronized AggregationMethod setAggregation(MetricPath path, AggregationMethod method)
      throws NoSuchSeriesException {
    return existing(path).series.setAggregation(method);
  }

  private Stored existing(MetricPath path) throws NoSuchSeriesException {
    var stored = series.get(path);
    if (stored == null) {
      throw new NoSuchSeriesException(path, "not in memory");
    }
    return stored;
  }

  @Override
  public void close() {}
}
