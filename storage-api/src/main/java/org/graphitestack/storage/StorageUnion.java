// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.SeriesLayout;

/// Several engines as one, for a reader that serves trees of different kinds or ages together: see
/// [UnionReader]. A series that exists is written where it is, a new one is made in the first
/// engine. Thread-safe if its engines are; closes them.
public final class StorageUnion implements StorageEngine, SeriesWriter, SeriesAdmin {

  private final List<StorageEngine> engines;
  private final SeriesReader reader;

  private StorageUnion(List<StorageEngine> engines) {
    this.engines = List.copyOf(engines);
    this.reader = new UnionReader(this.engines.stream().map(StorageEngine::reader).toList());
  }

  /// Some engines, the first of which takes new series; a single one as it is.
  public static StorageEngine of(List<? extends StorageEngine> engines) {
    if (engines.isEmpty()) {
      throw new IllegalArgumentException("engines: none (expected: at least one)");
    }
    return engines.size() == 1 ? engines.getFirst() : new StorageUnion(List.copyOf(engines));
  }

  @Override
  public SeriesReader reader() {
    return reader;
  }

  @Override
  public SeriesWriter writer() {
    return this;
  }

  @Override
  public SeriesAdmin admin() {
    return this;
  }

  /// Of the engine that takes new series.
  @Override
  public long usableBytes() {
    return engines.getFirst().usableBytes();
  }

  private List<StorageEngine> having(MetricPath path) throws IOException {
    var having = new ArrayList<StorageEngine>();
    for (var engine : engines) {
      if (engine.writer().exists(path)) {
        having.add(engine);
      }
    }
    return having;
  }

  private List<StorageEngine> existing(MetricPath path) throws IOException {
    var having = having(path);
    if (having.isEmpty()) {
      throw new NoSuchSeriesException(path, "in none of " + engines.size() + " trees");
    }
    return having;
  }

  @Override
  public boolean exists(MetricPath path) throws IOException {
    return !having(path).isEmpty();
  }

  @Override
  public void create(MetricPath path, SeriesLayout layout) throws IOException {
    if (exists(path)) {
      throw new FileAlreadyExistsException(path.text());
    }
    engines.getFirst().writer().create(path, layout);
  }

  @Override
  public int write(MetricPath path, PointBatch points, long now) throws IOException {
    return existing(path).getFirst().writer().write(path, points, now);
  }

  @Override
  public void delete(MetricPath path) throws IOException {
    for (var engine : existing(path)) {
      engine.admin().delete(path);
    }
  }

  @Override
  public void rename(MetricPath from, MetricPath to) throws IOException {
    var having = existing(from);
    if (exists(to)) {
      throw new FileAlreadyExistsException(to.text());
    }
    for (var engine : having) {
      engine.admin().rename(from, to);
    }
  }

  @Override
  public AggregationMethod setAggregation(MetricPath path, AggregationMethod method)
      throws IOException {
    var having = existing(path);
    var before = having.getFirst().admin().setAggregation(path, method);
    for (var engine : having.subList(1, having.size())) {
      var _ = engine.admin().setAggregation(path, method);
    }
    return before;
  }

  @Override
  public void forEachSeries(Consumer<MetricPath> consumer) throws IOException {
    var named = new HashSet<MetricPath>();
    for (var engine : engines) {
      engine.forEachSeries(
          path -> {
            if (named.add(path)) {
              consumer.accept(path);
            }
          });
    }
  }

  /// Scans of all engines. A series that vanishes from one and stays in another has not vanished;
  /// one that is in two is reported as added by both.
  @Override
  public TreeScan newScan() {
    var scans = engines.stream().map(StorageEngine::newScan).toList();
    return (added, removed) -> {
      var gone = new ArrayList<MetricPath>();
      for (var scan : scans) {
        scan.run(added, gone::add);
      }
      for (var path : gone) {
        if (!exists(path)) {
          removed.accept(path);
        }
      }
    };
  }

  @Override
  public void close() throws IOException {
    IOException fault = null;
    for (var engine : engines) {
      try {
        engine.close();
      } catch (IOException e) {
        fault = e;
      }
    }
    if (fault != null) {
      throw fault;
    }
  }
}
