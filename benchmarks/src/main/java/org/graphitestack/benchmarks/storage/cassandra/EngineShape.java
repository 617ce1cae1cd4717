// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.benchmarks.storage.cassandra;

import java.io.IOException;
import java.util.List;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.StorageEngine;
import org.graphitestack.storage.TimeWindow;

/// A storage engine of ours, as cache and web use it.
final class EngineShape implements Shape {

  private final StorageEngine engine;
  private final SeriesLayout layout;
  private final long now;

  EngineShape(StorageEngine engine, SeriesLayout layout, long now) {
    this.engine = engine;
    this.layout = layout;
    this.now = now;
  }

  @Override
  public void create(List<MetricPath> paths) throws IOException {
    for (var path : paths) {
      engine.writer().create(path, layout);
    }
  }

  @Override
  public void write(MetricPath path, PointBatch points) throws IOException {
    if (engine.writer().write(path, points, now) > 0) {
      throw new IOException(path + ": points without a place (expected: none)");
    }
  }

  @Override
  public long read(List<MetricPath> paths, long from, long until) throws IOException {
    var reader = engine.reader().ahead(paths);
    var known = 0L;
    for (var path : paths) {
      var values = reader.read(path, new TimeWindow(from, until, now)).orElseThrow().values();
      for (var value : values) {
        known += Double.isNaN(value) ? 0 : 1;
      }
    }
    return known;
  }

  @Override
  public void close() throws IOException {
    engine.close();
  }
}
