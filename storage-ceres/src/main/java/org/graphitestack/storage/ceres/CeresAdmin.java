// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.NoSuchSeriesException;
import org.graphitestack.storage.SeriesAdmin;

/// Removes, renames and changes series of a ceres tree. Nodes below a node are other series and
/// stay where they are.
///
/// What is interrupted can be done again: slices go first, and as long as `.ceres-node` is there
/// the series is.
final class CeresAdmin implements SeriesAdmin {

  private final NodeAccess access;
  private final Path root;

  CeresAdmin(NodeAccess access, Path root) {
    this.access = access;
    this.root = root;
  }

  @Override
  public void delete(MetricPath path) throws IOException {
    var name = NodeFolders.storedName(path);
    var folder = access.folder(path, name);
    var lock = access.locks().forWriting(name);
    lock.lock();
    try {
      if (Files.notExists(MetadataFile.of(folder))) {
        throw new NoSuchSeriesException(path, "no node " + folder);
      }
      access.forget(name);
      for (var slice : SliceList.read(folder)) {
        Files.deleteIfExists(folder.resolve(slice.fileName()));
      }
      Files.deleteIfExists(MetadataFile.of(folder));
      removeEmptyFolders(folder);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void rename(MetricPath from, MetricPath to) throws IOException {
    var oldName = NodeFolders.storedName(from);
    var newName = NodeFolders.storedName(to);
    var source = access.folder(from, oldName);
    var target = access.folder(to, newName);
    access.locks().lockBoth(oldName, newName);
    try {
      if (Files.notExists(MetadataFile.of(source))) {
        throw new NoSuchSeriesException(from, "no node " + source);
      }
      if (Files.exists(MetadataFile.of(target))) {
        throw new FileAlreadyExistsException(target.toString());
      }
      access.forget(oldName);
      access.forget(newName);
      Files.createDirectories(target);
      for (var slice : SliceList.read(source)) {
        Files.move(source.resolve(slice.fileName()), target.resolve(slice.fileName()));
      }
      Files.move(MetadataFile.of(source), MetadataFile.of(target));
      removeEmptyFolders(source);
    } finally {
      access.locks().unlockBoth(oldName, newName);
    }
  }

  @Override
  public AggregationMethod setAggregation(MetricPath path, AggregationMethod method)
      throws IOException {
    return access.write(
        path,
        node -> {
          var metadata = node.metadata();
          node.replace(metadata.with(method));
          return metadata.aggregation();
        });
  }

  /// Up to the root; a folder reached through a symbolic link stays.
  private void removeEmptyFolders(Path lowest) throws IOException {
    var folder = lowest;
    while (folder != null && !folder.equals(root) && !Files.isSymbolicLink(folder)) {
      try {
        Files.delete(folder);
      } catch (DirectoryNotEmptyException _) {
        return;
      } catch (NoSuchFileException _) {
        // Another deletion was faster.
      }
      folder = folder.getParent();
    }
  }
}
