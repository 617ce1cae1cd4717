// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.NoSuchSeriesException;
import org.graphitestack.storage.SeriesAdmin;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.SeriesWriter;
import org.graphitestack.storage.StorageEngine;
import org.graphitestack.storage.TimeWindow;
import org.jspecify.annotations.Nullable;

/// A storage that keeps every point and fails as it is told to. Thread-safe.
public final class StorageInMemory implements StorageEngine, SeriesWriter {

  /// Something that happens before a call does its work.
  @FunctionalInterface
  public interface Trouble {
    void at(String call, MetricPath path) throws IOException;
  }

  private final Map<MetricPath, SeriesLayout> layouts = new ConcurrentHashMap<>();
  private final Map<MetricPath, TreeMap<Long, Double>> points = new ConcurrentHashMap<>();
  private final List<MetricPath> written = new ArrayList<>();
  private volatile Trouble trouble = (_, _) -> {};
  private volatile long oldestKept = Long.MIN_VALUE;

  public void trouble(Trouble next) {
    trouble = next;
  }

  public void noTrouble() {
    trouble = (_, _) -> {};
  }

  /// Points before this have no room.
  public void keepFrom(long timestamp) {
    oldestKept = timestamp;
  }

  public Map<Long, Double> points(String path) {
    return points.getOrDefault(new MetricPath(path), new TreeMap<>());
  }

  public @Nullable SeriesLayout layoutOf(String path) {
    return layouts.get(new MetricPath(path));
  }

  /// The series of each write, in order.
  public List<String> written() {
    synchronized (written) {
      return written.stream().map(MetricPath::text).toList();
    }
  }

  public void remove(String path) {
    layouts.remove(new MetricPath(path));
    points.remove(new MetricPath(path));
  }

  @Override
  public boolean exists(MetricPath path) throws IOException {
    trouble.at("exists", path);
    return layouts.containsKey(path);
  }

  @Override
  public void create(MetricPath path, SeriesLayout layout) throws IOException {
    trouble.at("create", path);
    if (layouts.putIfAbsent(path, layout) != null) {
      throw new FileAlreadyExistsException(path.text());
    }
    points.put(path, new TreeMap<>());
  }

  @Override
  public int write(MetricPath path, PointBatch batch, long now) throws IOException {
    trouble.at("write", path);
    var series = points.get(path);
    if (series == null) {
      throw new NoSuchSeriesException(path, "not created");
    }
    var leftOut = 0;
    synchronized (series) {
      for (var i = 0; i < batch.size(); i++) {
        if (batch.timestamp(i) < oldestKept) {
          leftOut++;
        } else {
          series.put(batch.timestamp(i), batch.value(i));
        }
      }
    }
    synchronized (written) {
      written.add(path);
    }
    return leftOut;
  }

  @Override
  public SeriesWriter writer() {
    return this;
  }

  @Override
  public SeriesReader reader() {
    return new SeriesReader() {
      @Override
      public Optional<SeriesValues> read(MetricPath path, TimeWindow window) {
        return Optional.empty();
      }

      @Override
      public Optional<SeriesLayout> layout(MetricPath path) {
        return Optional.ofNullable(layouts.get(path));
      }

      @Override
      public Optional<Long> lastWrite(MetricPath path) {
        return Optional.empty();
      }
    };
  }

  @Override
  public SeriesAdmin admin() {
    return new SeriesAdmin() {
      @Override
      public void delete(MetricPath path) {
        throw new UnsupportedOperationException("this storage deletes nothing");
      }

      @Override
      public void rename(MetricPath from, MetricPath to) {
        throw new UnsupportedOperationException("this storage renames nothing");
      }

      @Override
      public AggregationMethod setAggregation(MetricPath path, AggregationMethod method)
          throws IOException {
        trouble.at("setAggregation", path);
        var before = layouts.get(path);
        if (before == null) {
          throw new NoSuchSeriesException(path, "not created");
        }
        layouts.put(path, new SeriesLayout(before.retentions(), before.xFilesFactor(), method));
        return before.aggregation();
      }
    };
  }

  @Override
  public void forEachSeries(Consumer<MetricPath> consumer) {
    layouts.keySet().forEach(consumer);
  }

  @Override
  public void close() {}
}
