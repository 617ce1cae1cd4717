// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.TimeWindow;

/// An engine over a folder, with clocks moved by hand.
final class EngineFixture implements AutoCloseable {

  static final long NOW = 1_700_000_000L;
  static final SeriesLayout LAYOUT =
      new SeriesLayout(RetentionPolicy.parse("60:60,300:48"), 0.5, AggregationMethod.AVERAGE);

  final Path root;
  final WhisperEngine engine;
  private final AtomicLong nanos;

  EngineFixture(Path root, int mappedFiles) throws IOException {
    this(root, mappedFiles, Instant.ofEpochSecond(NOW));
  }

  EngineFixture(Path root, int mappedFiles, Instant wallTime) throws IOException {
    this.root = root;
    this.nanos = new AtomicLong();
    this.engine =
        WhisperEngine.open(
            WhisperOptions.of(root, () -> wallTime, nanos::get).withMappedFiles(mappedFiles));
  }

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  void create(String... paths) throws IOException {
    for (var path : paths) {
      engine.writer().create(new MetricPath(path), LAYOUT);
    }
  }

  int write(String path, long timestamp, double value) throws IOException {
    return engine.writer().write(new MetricPath(path), PointBatch.of(timestamp, value), NOW);
  }

  /// The value of the last minute.
  double read(String path) throws IOException {
    return engine
        .reader()
        .read(new MetricPath(path), new TimeWindow(NOW - 60, NOW, NOW))
        .orElseThrow()
        .values()[0];
  }

  List<String> series() throws IOException {
    var all = new ArrayList<String>();
    engine.forEachSeries(path -> all.add(path.text()));
    return all;
  }

  Path file(String relative) {
    return root.resolve(relative);
  }

  WhisperStatistics statistics() {
    return engine.statistics();
  }

  @Override
  public void close() {
    engine.close();
  }
}
