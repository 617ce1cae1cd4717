// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import org.graphitestack.cache.CarbonCache;
import org.graphitestack.launch.upkeep.ServedTree;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.index.NameIndex;
import org.graphitestack.storage.whisper.WhisperEngine;

/// The tree of a running cache.
record CachedTree(WhisperEngine engine, IndexedTree tree, CarbonCache cache) implements ServedTree {

  @Override
  public NameIndex index() {
    return tree.index();
  }

  @Override
  public boolean settle(MetricPath path) throws IOException {
    return cache.settle(path);
  }

  @Override
  public void came(MetricPath path) {
    tree.add(path);
  }

  @Override
  public void went(MetricPath path) {
    tree.remove(path);
  }
}
