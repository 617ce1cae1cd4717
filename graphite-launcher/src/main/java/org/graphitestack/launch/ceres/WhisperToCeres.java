// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.ceres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.storage.StorageNodes;
import org.graphitestack.storage.ceres.CeresTree;
import org.graphitestack.storage.ceres.NodeMetadata;
import org.graphitestack.storage.whisper.WhisperFile;

/// A node for each whisper file. Whisper's archives overlap in time, a node's lie end to end: of
/// each archive that part is copied which no finer one holds. The boundaries are whole intervals of
/// the coarser archive; the finer points before one are in its last value.
final class WhisperToCeres implements Conversion {

  private final Path root;
  private final CeresTree tree;
  private final long now;

  WhisperToCeres(Path root, Path target, long now) throws IOException {
    this.root = root;
    this.tree = CeresTree.open(target, CeresTool.CLOCK);
    this.now = now;
  }

  @Override
  public void convert(MetricPath path) throws IOException {
    var file = root.resolve(String.join("/", StorageNodes.of(path)) + ".wsp");
    try (var whisper = WhisperFile.openForReading(file)) {
      var archives = whisper.header().archives();
      var parts = new LinkedHashMap<Integer, PointBatch>();
      var until = now;
      for (var i = 0; i < archives.size(); i++) {
        var archive = archives.get(i);
        var oldest = now - archive.retention();
        if (i + 1 < archives.size()) {
          oldest = ceiling(oldest, archives.get(i + 1).secondsPerPoint());
        }
        if (oldest <= until) {
          // whisper's windows have an exclusive start; ours begins with the boundary
          var known = whisper.known(archive, oldest - 1, until).points();
          if (!known.isEmpty()) {
            parts.put(Math.toIntExact(archive.secondsPerPoint()), known);
          }
        }
        until = oldest - 1;
      }
      var _ =
          tree.createNode(path, NodeMetadata.of(whisper.header().layout(file.toString())), parts);
    }
  }

  private static long ceiling(long time, long step) {
    return -Math.floorDiv(-time, step) * step;
  }
}
