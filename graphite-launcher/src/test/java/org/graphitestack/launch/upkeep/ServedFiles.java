// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.upkeep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.index.NameIndex;
import org.graphitestack.storage.whisper.WhisperEngine;
import org.graphitestack.storage.whisper.WhisperOptions;

/// A tree of whisper files as a cache serves it, without the cache. Its time stands still.
final class ServedFiles implements ServedTree, AutoCloseable {

  static final long NOW = 1_700_000_000L;
  static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(NOW));

  private final Path root;
  private final WhisperEngine engine;
  private final NameIndex index = new NameIndex();
  private final List<String> settled = new ArrayList<>();
  private boolean stuck;

  ServedFiles(Path root) throws IOException {
    this.root = root;
    this.engine = WhisperEngine.open(WhisperOptions.of(root, CLOCK, () -> 0));
  }

  /// Makes a series with one point, as if its file was last written then.
  void create(String name, String retentions, long timestamp) throws IOException {
    var path = MetricPath.parse(name);
    engine
        .writer()
        .create(
            path,
            new SeriesLayout(RetentionPolicy.parse(retentions), 0.5, AggregationMethod.AVERAGE));
    var _ = engine.writer().write(path, PointBatch.of(timestamp, 1), timestamp);
    Files.setLastModifiedTime(file(name), FileTime.from(Instant.ofEpochSecond(timestamp)));
    index.add(path);
  }

  Path file(String name) {
    return root.resolve(name.replace('.', '/') + ".wsp");
  }

  /// The series that were settled, in order.
  List<String> settled() {
    return List.copyOf(settled);
  }

  /// From now on points wait that cannot be stored.
  void beStuck() {
    stuck = true;
  }

  @Override
  public WhisperEngine engine() {
    return engine;
  }

  @Override
  public NameIndex index() {
    return index;
  }

  @Override
  public boolean settle(MetricPath path) {
    settled.add(path.text());
    return !stuck;
  }

  @Override
  public void came(MetricPath path) {
    index.add(path);
  }

  @Override
  public void went(MetricPath path) {
    index.remove(path);
  }

  @Override
  public void close() throws IOException {
    engine.close();
  }
}
