// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.io.IOException;
import java.util.Optional;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.ReadSource;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.StorageNodes;
import org.graphitestack.storage.TimeWindow;
import org.jspecify.annotations.Nullable;

/// Reads series of a ceres tree, with the windows and steps of every other engine: from the finest
/// archive that reaches back to the start of the window. What is not rolled up yet is rolled up
/// while it is read.
final class CeresReader implements SeriesReader {

  /// @param retention seconds the archive reaches back
  private record Extent(int step, long start, long end, long retention) {

    int count() {
      return Math.toIntExact((end - start) / step);
    }
  }

  private final NodeAccess access;
  private final CeresStatistics statistics;

  CeresReader(NodeAccess access, CeresStatistics statistics) {
    this.access = access;
    this.statistics = statistics;
  }

  @Override
  public Optional<SeriesValues> read(MetricPath path, TimeWindow window) throws IOException {
    statistics.read();
    return eitherWay(path, node -> Optional.ofNullable(values(node, window)))
        .flatMap(values -> values);
  }

  @Override
  public Optional<ReadSource> source(MetricPath path, TimeWindow window) throws IOException {
    return eitherWay(path, node -> Optional.ofNullable(source(node, window)))
        .flatMap(source -> source);
  }

  @Override
  public Optional<SeriesLayout> layout(MetricPath path) throws IOException {
    return eitherWay(path, node -> node.metadata().layout());
  }

  @Override
  public Optional<Long> lastWrite(MetricPath path) throws IOException {
    return eitherWay(path, node -> node.lastWrite().toMillis() / 1_000);
  }

  /// A series with tags may stand under its name instead of the hash of it.
  private <T> Optional<T> eitherWay(MetricPath path, NodeAccess.Operation<T> operation)
      throws IOException {
    var result = access.read(path, operation);
    return result.isPresent() || !path.tagged()
        ? result
        : access.read(StorageNodes.readablePath(path), operation);
  }

  private static @Nullable SeriesValues values(CeresNode node, TimeWindow window)
      throws IOException {
    var mixed = new MixedSteps(node.folder(), node.metadata(), node.slices());
    var extent = extent(node, window, mixed);
    return extent == null
        ? null
        : new SeriesValues(
            extent.start, extent.step, mixed.values(extent.step, extent.start, extent.end));
  }

  private static @Nullable ReadSource source(CeresNode node, TimeWindow window) throws IOException {
    var mixed = new MixedSteps(node.folder(), node.metadata(), node.slices());
    var extent = extent(node, window, mixed);
    return extent == null
        ? null
        : new ReadSource(
            "ceres",
            node.folder().toString(),
            extent.step,
            extent.retention,
            extent.count(),
            (long) extent.count() * SliceLayout.VALUE_SIZE,
            0);
  }

  /// Null if the series keeps nothing of that window.
  private static @Nullable Extent extent(CeresNode node, TimeWindow window, MixedSteps mixed)
      throws IOException {
    var archives = node.metadata().archives();
    var retention = archives.isEmpty() ? keptForEver(node, window) : archives.getLast().seconds();
    var oldest = window.now() - retention;
    if (window.from() > window.now() || window.until() < oldest) {
      return null;
    }
    var from = Math.max(window.from(), oldest);
    var until = Math.min(window.until(), window.now());
    var step = node.metadata().timeStep();
    var reach = retention;
    for (var archive : archives) {
      if (archive.seconds() >= window.now() - from) {
        step = archive.step();
        reach = archive.seconds();
        break;
      }
    }
    var extent = extent(step, from, until, reach);
    var shown = mixed.stepFor(step, extent.start, extent.end);
    return shown == step ? extent : extent(shown, from, until, retention);
  }

  private static Extent extent(int step, long from, long until, long retention) {
    var start = MixedSteps.floor(from, step) + step;
    var end = Math.max(MixedSteps.floor(until, step) + step, start + step);
    return new Extent(step, start, end, retention);
  }

  /// How far back a node without retentions reaches: to its first value.
  private static long keptForEver(CeresNode node, TimeWindow window) throws IOException {
    var step = node.metadata().timeStep();
    var oldest = window.now();
    for (var slice : node.slices()) {
      oldest = Math.min(oldest, slice.start());
    }
    return window.now() - oldest + step;
  }
}
