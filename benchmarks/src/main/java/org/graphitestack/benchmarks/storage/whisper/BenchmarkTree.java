// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.benchmarks.storage.whisper;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.TimeWindow;
import org.graphitestack.storage.whisper.WhisperEngine;
import org.graphitestack.storage.whisper.WhisperOptions;
import org.jspecify.annotations.Nullable;

/// A tree of equal series, a day of minutes, a week of five minutes and a month of half hours each
/// (59 KB), that are written and read in turn as a cache and a dashboard do.
final class BenchmarkTree implements AutoCloseable {

  private static final SeriesLayout LAYOUT =
      new SeriesLayout(
          RetentionPolicy.parse("60s:1d,5m:7d,30m:30d"), 0.5, AggregationMethod.AVERAGE);
  private static final long START = 1_700_000_000L;

  private final WhisperEngine engine;
  private final MetricPath[] paths;
  private long now = START;
  private int next;

  private BenchmarkTree(WhisperEngine engine, MetricPath[] paths) {
    this.engine = engine;
    this.paths = paths;
  }

  /// @param mappedFiles 0 for channels
  static BenchmarkTree open(Path root, int files, int mappedFiles) throws IOException {
    var clock = InstantSource.system();
    var options =
        WhisperOptions.of(root, clock, () -> clock.millis() * 1_000_000L)
            .withMappedFiles(mappedFiles);
    var paths = new MetricPath[files];
    for (var i = 0; i < files; i++) {
      paths[i] = MetricPath.parse("bench.f" + i / 1_000 + ".s" + i);
    }
    return new BenchmarkTree(WhisperEngine.open(options), paths);
  }

  /// Creates the series and fills them with a day of points.
  BenchmarkTree fill() throws IOException {
    for (var path : paths) {
      engine.writer().create(path, LAYOUT);
      engine.writer().write(path, batch(1_440), now);
    }
    return this;
  }

  /// One point a minute up to now.
  private PointBatch batch(int points) {
    var timestamps = new long[points];
    var values = new double[points];
    for (var i = 0; i < points; i++) {
      timestamps[i] = now - 60L * (points - 1 - i);
      values[i] = i * 0.5;
    }
    return PointBatch.wrap(timestamps, values, points);
  }

  /// Writes a batch to the next series; time goes on by as much once all had their turn.
  int update(int points) throws IOException {
    var path = paths[next];
    if (++next == paths.length) {
      next = 0;
      now += 60L * points;
    }
    return engine.writer().write(path, batch(points), now);
  }

  /// Reads the last day of the next series.
  SeriesValues fetchDay() throws IOException {
    var path = paths[next];
    next = (next + 1) % paths.length;
    return engine.reader().read(path, new TimeWindow(now - 86_400, now, now)).orElseThrow();
  }

  int size() {
    return paths.length;
  }

  @Override
  public void close() throws IOException {
    engine.close();
  }

  static void delete(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException fault)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
