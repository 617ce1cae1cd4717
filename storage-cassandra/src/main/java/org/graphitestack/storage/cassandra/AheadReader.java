// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.ReadSource;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.TimeWindow;

/// Reads series that will be read together: with one, those that follow it in the list are begun.
/// How many are under way at once is bounded by the driver.
final class AheadReader implements SeriesReader {

  /// Series that are begun before they are asked for, for each thread that asks.
  private static final int AHEAD = 64;

  private record Wanted(MetricPath path, TimeWindow window) {}

  private final SeriesReader reader;
  private final List<MetricPath> paths;
  private final Map<MetricPath, Integer> places = new HashMap<>();
  private final ConcurrentHashMap<Wanted, FutureTask<Optional<SeriesValues>>> begun =
      new ConcurrentHashMap<>();

  AheadReader(SeriesReader reader, List<MetricPath> paths) {
    this.reader = reader;
    this.paths = List.copyOf(paths);
    for (var i = 0; i < this.paths.size(); i++) {
      places.put(this.paths.get(i), i);
    }
  }

  @Override
  public Optional<SeriesValues> read(MetricPath path, TimeWindow window) throws IOException {
    var place = places.get(path);
    if (place == null) {
      return reader.read(path, window);
    }
    for (var next : paths.subList(place, Math.min(paths.size(), place + AHEAD))) {
      var _ = begin(new Wanted(next, window));
    }
    return await(begin(new Wanted(path, window)));
  }

  private FutureTask<Optional<SeriesValues>> begin(Wanted wanted) {
    return begun.computeIfAbsent(
        wanted,
        w -> {
          var task = new FutureTask<>(() -> reader.read(w.path, w.window));
          Thread.ofVirtual().name("cassandra-read").start(task);
          return task;
        });
  }

  private static Optional<SeriesValues> await(FutureTask<Optional<SeriesValues>> task)
      throws IOException {
    try {
      return task.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while it was read", interrupted);
    } catch (ExecutionException | CancellationException failed) {
      if (failed.getCause() instanceof IOException known) {
        throw known;
      }
      throw new IOException("could not be read", failed);
    }
  }

  @Override
  public Optional<ReadSource> source(MetricPath path, TimeWindow window) throws IOException {
    return reader.source(path, window);
  }

  @Override
  public Optional<SeriesLayout> layout(MetricPath path) throws IOException {
    return reader.layout(path);
  }

  @Override
  public Optional<Long> lastWrite(MetricPath path) throws IOException {
    return reader.lastWrite(path);
  }

  @Override
  public SeriesReader ahead(Collection<MetricPath> others) {
    return reader.ahead(others);
  }
}
