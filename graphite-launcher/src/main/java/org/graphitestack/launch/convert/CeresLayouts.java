// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.convert;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.Retention;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.ceres.CeresTree;

/// The layouts of a ceres tree's series as other storages can have them: a node that keeps
/// everything for ever gets one archive that reaches back to its first value.
final class CeresLayouts implements Storage.Layouts {

  private final CeresTree tree;
  private final SeriesReader reader;
  private final InstantSource clock;

  CeresLayouts(CeresTree tree, SeriesReader reader, InstantSource clock) {
    this.tree = tree;
    this.reader = reader;
    this.clock = clock;
  }

  @Override
  public Optional<SeriesLayout> of(MetricPath path) throws IOException {
    var stored = reader.layout(path);
    if (stored.isEmpty()) {
      return stored;
    }
    var node = tree.node(path);
    var metadata = node.metadata();
    if (!metadata.archives().isEmpty()) {
      return stored;
    }
    var now = clock.instant().getEpochSecond();
    var oldest = now;
    for (var slice : node.slices()) {
      oldest = Math.min(oldest, slice.start());
    }
    var points = Math.toIntExact((now - oldest) / metadata.timeStep() + 2);
    return Optional.of(
        new SeriesLayout(
            RetentionPolicy.of(new Retention(metadata.timeStep(), points)),
            stored.get().xFilesFactor(),
            stored.get().aggregation()));
  }
}
