// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.SeriesWriter;
import org.graphitestack.storage.SortedPoints;
import org.graphitestack.storage.UnstorablePathException;
import org.jspecify.annotations.Nullable;

/// Creates and writes series of a ceres tree.
///
/// A point goes to slices of the finest archive that reaches back to it; all that is not late, so
/// to the finest step, as Python's library has it.
final class CeresWriter implements SeriesWriter {

  private final NodeAccess access;
  private final boolean force;
  private final CeresStatistics statistics;

  CeresWriter(NodeAccess access, boolean force, CeresStatistics statistics) {
    this.access = access;
    this.force = force;
    this.statistics = statistics;
  }

  @Override
  public boolean exists(MetricPath path) throws IOException {
    try {
      return Files.exists(MetadataFile.of(access.folder(path, NodeFolders.storedName(path))));
    } catch (UnstorablePathException _) {
      return false;
    }
  }

  @Override
  public void create(MetricPath path, SeriesLayout layout) throws IOException {
    var name = NodeFolders.storedName(path);
    var folder = access.folder(path, name);
    var lock = access.locks().forWriting(name);
    lock.lock();
    try {
      MetadataFile.create(folder, NodeMetadata.of(layout), force);
      access.forget(name);
    } finally {
      lock.unlock();
    }
    statistics.created();
  }

  @Override
  public int write(MetricPath path, PointBatch points, long now) throws IOException {
    if (points.isEmpty()) {
      return 0;
    }
    return access.write(path, node -> write(node, points, now));
  }

  private int write(CeresNode node, PointBatch points, long now) throws IOException {
    var metadata = node.metadata();
    var archives = metadata.archives();
    var oldest = archives.isEmpty() ? Long.MIN_VALUE : now - archives.getLast().seconds();
    var sorted = new SortedPoints(points, oldest);
    var made = 0;
    for (var end = sorted.size(); end > 0; ) {
      var archive = archiveFor(archives, now - sorted.timestamp(end - 1));
      var begin = archive == null ? 0 : sorted.firstNotBefore(now - archive.seconds(), end);
      var step = archive == null ? metadata.timeStep() : archive.step();
      made +=
          node.write(
              StepPoints.ofAscending(
                  sorted.timestamps(begin, end), sorted.values(begin, end), step));
      end = begin;
    }
    statistics.updated(
        points.size() - sorted.tooOld() - sorted.unrepresentable(),
        sorted.tooOld(),
        sorted.unrepresentable(),
        made);
    return sorted.tooOld() + sorted.unrepresentable();
  }

  private static @Nullable NodeArchive archiveFor(List<NodeArchive> archives, long age) {
    for (var archive : archives) {
      if (age <= archive.seconds()) {
        return archive;
      }
    }
    return null;
  }
}
