// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Maintenance of one node: roll-up, deletion, merging, in this order.
///
/// Archives lie end to end backwards from now, as with Python's plugins: the second holds what is
/// older than the first, and so on; a node keeps the sum of all. What is written is what a reader
/// would have been shown for those times ([MixedSteps]), so answers stay the same.
///
/// Each step can be interrupted. Coarse values are written before fine slices are cut, and would be
/// written again; a cut makes the rest before it removes the whole; a merged slice is removed after
/// its values are in its neighbour. Where two slices say the same, readers see one.
final class NodeMaintenance {

  /// Coarse values rolled up at a time.
  private static final int CHUNK = 4_096;

  private static final Duration ABANDONED = Duration.ofHours(1);

  private final CeresNode node;
  private final NodeMetadata metadata;
  private final MaintenanceOptions options;
  private final long now;

  private long rolledUp;
  private long merged;
  private long cut;
  private long deleted;

  /// @param now epoch seconds
  NodeMaintenance(CeresNode node, MaintenanceOptions options, long now) throws IOException {
    this.node = node;
    this.metadata = node.metadata();
    this.options = options;
    this.now = now;
  }

  MaintenanceWork run() throws IOException {
    node.slicesChanged();
    removeAbandoned();
    var archives = metadata.archives();
    if (!archives.isEmpty()) {
      if (options.orphans()) {
        rollUp(archives.getFirst(), MixedSteps.floor(now, archives.getFirst().step()), 0);
      }
      var boundary = now;
      for (var k = 0; k + 1 < archives.size(); k++) {
        var fine = archives.get(k);
        boundary -= fine.seconds();
        if (options.rollUp()) {
          var coarse = archives.get(k + 1);
          rollUp(coarse, MixedSteps.floor(boundary, coarse.step()), slack(fine));
        }
      }
      if (options.delete()) {
        delete(boundary - archives.getLast().seconds(), slack(archives.getLast()));
      }
    }
    if (options.merge()) {
      var merging = new SliceMerging(node, options, now);
      merging.run();
      merged += merging.merged();
    }
    node.slicesChanged();
    return new MaintenanceWork(rolledUp, merged, cut, deleted);
  }

  private long slack(NodeArchive archive) {
    return (long) (archive.seconds() * options.slack());
  }

  /// Rolls up what lies in finer slices before a time, and cuts them there.
  private void rollUp(NodeArchive coarse, long before, long slack) throws IOException {
    var fines =
        node.slices().stream()
            .filter(slice -> slice.step() < coarse.step() && slice.start() < before)
            .toList();
    if (fines.isEmpty()) {
      return;
    }
    var oldest = fines.getLast().start();
    if (before - oldest <= slack) {
      return;
    }
    var length = (long) CHUNK * coarse.step();
    for (var at = MixedSteps.floor(oldest, coarse.step()); at < before; at += length) {
      write(coarse.step(), at, Math.min(before, at + length));
    }
    removeBefore(fines, before);
  }

  private void write(int step, long start, long end) throws IOException {
    var values = new MixedSteps(node.folder(), metadata, node.slices()).values(step, start, end);
    var times = new long[values.length];
    var known = new double[values.length];
    var count = 0;
    for (var i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        times[count] = start + (long) i * step;
        known[count++] = values[i];
      }
    }
    if (count > 0) {
      node.write(new StepPoints(step, times, known, count));
      rolledUp += count;
    }
  }

  /// Removes what lies before a time, and cuts a slice that reaches over it if enough is there to
  /// cut.
  private void delete(long before, long slack) throws IOException {
    for (var slice : node.slices()) {
      if (slice.start() < before && (before - slice.start() > slack || end(slice) <= before)) {
        removeBefore(List.of(slice), before);
      }
    }
  }

  private long end(SliceName slice) throws IOException {
    try {
      var bytes = Files.size(node.folder().resolve(slice.fileName()));
      return slice.end(SliceLayout.values(bytes));
    } catch (NoSuchFileException _) {
      return slice.start();
    }
  }

  private void removeBefore(List<SliceName> slices, long before) throws IOException {
    for (var slice : slices) {
      try {
        if (node.deleteBefore(slice, before)) {
          cut++;
        } else {
          deleted++;
        }
      } catch (NoSuchFileException _) {
        // Removed by others since the folder was listed.
      }
    }
    node.slicesChanged();
  }

  /// What a write left that was killed half-way.
  private void removeAbandoned() throws IOException {
    var before = Instant.ofEpochSecond(now).minus(ABANDONED);
    try (var files = Files.newDirectoryStream(node.folder(), MetadataFile.TEMPORARY_PREFIX + "*")) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } catch (NoSuchFileException _) {
      // The node is gone, which the next access reports; or another has finished its file.
    }
  }
}
