// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.convert;

import java.io.IOException;
import java.util.LinkedHashMap;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.storage.ceres.CeresTree;
import org.graphitestack.storage.ceres.NodeMetadata;

/// A ceres node for each series, which appears whole. Archives of others overlap in time, a node's
/// lie end to end: of each archive that part is taken which no finer one holds. The boundaries are
/// whole intervals of the coarser archive; the finer points before one are in its last value.
final class CeresTarget implements SeriesTarget {

  private final CeresTree tree;

  CeresTarget(CeresTree tree) {
    this.tree = tree;
  }

  @Override
  public void create(MetricPath path, StagedSeries series) throws IOException {
    var parts = new LinkedHashMap<Integer, PointBatch>();
    var until = Long.MAX_VALUE;
    for (var stage = 0; stage < series.stages().size(); stage++) {
      var end = until;
      var oldest = series.oldest(stage);
      var part = series.points(stage, (time, _) -> time >= oldest && time < end);
      if (!part.isEmpty()) {
        parts.put(series.archive(stage).secondsPerPoint(), part);
      }
      until = Math.min(until, oldest);
    }
    var _ = tree.createNode(path, NodeMetadata.of(series.layout()), parts);
  }
}
