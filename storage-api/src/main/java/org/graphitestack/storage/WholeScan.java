// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.graphitestack.model.MetricPath;

/// Asks an engine for all its series each time and compares.
final class WholeScan implements TreeScan {

  private final StorageEngine engine;
  private Set<MetricPath> known = Set.of();

  WholeScan(StorageEngine engine) {
    this.engine = engine;
  }

  @Override
  public void run(Consumer<MetricPath> added, Consumer<MetricPath> removed) throws IOException {
    var found = new HashSet<MetricPath>();
    engine.forEachSeries(found::add);
    for (var path : found) {
      if (!known.contains(path)) {
        added.accept(path);
      }
    }
    for (var path : known) {
      if (!found.contains(path)) {
        removed.accept(path);
      }
    }
    known = found;
  }
}
