// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.upkeep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.index.NameIndex;
import org.graphitestack.storage.whisper.TreeLock;
import org.graphitestack.storage.whisper.WhisperEngine;
import org.graphitestack.storage.whisper.WhisperOptions;
import org.jspecify.annotations.Nullable;

/// A tree that no daemon serves at the moment, and the names in it.
///
/// @param engine the tree
/// @param index all its names; series with tags by their own, if the tree remembers them
/// @param lock keeps writers away; null if the tree is only read
record OfflineTree(WhisperEngine engine, NameIndex index, @Nullable TreeLock lock)
    implements AutoCloseable {

  private static final String TAGGED = ".tagged-series";
  private static final String TAGGED_FOLDER = "_tagged.";

  static OfflineTree open(WhisperOptions options, @Nullable TreeLock lock) throws IOException {
    var engine = WhisperEngine.open(options);
    var names = new TreeSet<MetricPath>();
    engine.forEachSeries(
        path -> {
          if (!path.text().startsWith(TAGGED_FOLDER)) {
            names.add(path);
          }
        });
    var tagged = options.root().resolve(TAGGED);
    if (Files.exists(tagged)) {
      for (var line : Files.readAllLines(tagged, StandardCharsets.UTF_8)) {
        addTagged(line, engine, names);
      }
    }
    var index = new NameIndex();
    names.forEach(index::add);
    return new OfflineTree(engine, index, lock);
  }

  private static void addTagged(String line, WhisperEngine engine, Set<MetricPath> names)
      throws IOException {
    try {
      var path = MetricPath.parse(line);
      if (path.tagged() && engine.writer().exists(path)) {
        names.add(path);
      }
    } catch (InvalidMetricPathException _) {
      // A line cut off by a crash.
    }
  }

  @Override
  public void close() throws IOException {
    try (engine) {
      if (lock != null) {
        lock.close();
      }
    }
  }
}
