// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.util.Optional;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.ReadSource;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.StorageNodes;
import org.graphitestack.storage.TimeWindow;

/// Reads series of a whisper tree.
final class WhisperReader implements SeriesReader {

  private final SeriesAccess access;
  private final WhisperStatistics statistics;

  WhisperReader(SeriesAccess access, WhisperStatistics statistics) {
    this.access = access;
    this.statistics = statistics;
  }

  @Override
  public Optional<SeriesValues> read(MetricPath path, TimeWindow window) throws IOException {
    statistics.read();
    return eitherWay(
            path,
            (file, scratch) -> file.fetch(window.from(), window.until(), window.now(), 0, scratch))
        .flatMap(values -> values);
  }

  @Override
  public Optional<ReadSource> source(MetricPath path, TimeWindow window) throws IOException {
    return eitherWay(path, (file, _) -> file.source(window.from(), window.until(), window.now()))
        .flatMap(source -> source);
  }

  @Override
  public Optional<SeriesLayout> layout(MetricPath path) throws IOException {
    var file = eitherWay(path, (found, _) -> found);
    return file.isEmpty()
        ? Optional.empty()
        : Optional.of(file.get().header().layout(file.get().bytes().place()));
  }

  @Override
  public Optional<Long> lastWrite(MetricPath path) throws IOException {
    var lastWrite = access.lastWrite(path);
    return lastWrite.isPresent() || !path.tagged()
        ? lastWrite
        : access.lastWrite(StorageNodes.readablePath(path));
  }

  /// A series with tags may stand under its name instead of the hash of it.
  private <T> Optional<T> eitherWay(MetricPath path, SeriesAccess.Operation<T> operation)
      throws IOException {
    var result = access.read(path, operation);
    return result.isPresent() || !path.tagged()
        ? result
        : access.read(StorageNodes.readablePath(path), operation);
  }
}
