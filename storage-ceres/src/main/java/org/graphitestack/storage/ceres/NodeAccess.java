// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.CorruptSeriesException;
import org.graphitestack.storage.NoSuchSeriesException;
import org.graphitestack.storage.UnstorablePathException;
import org.graphitestack.storage.file.BoundedLog;
import org.graphitestack.storage.file.Posix;
import org.graphitestack.storage.file.Quarantine;
import org.jspecify.annotations.Nullable;

/// Runs operations on nodes: finds the folder, takes the lock, remembers nodes, keeps corrupt ones
/// aside. Thread-safe.
final class NodeAccess {

  /// Something done to a node.
  interface Operation<T> {
    T on(CeresNode node) throws IOException;
  }

  /// Most nodes remembered; when there are more, all are forgotten, which costs each one listing.
  private static final int REMEMBERED = 1_000_000;

  private final CeresOptions options;
  private final @Nullable Posix posix;
  private final NodeFolders folders;
  private final NodeLocks locks = new NodeLocks();
  private final ConcurrentHashMap<String, CeresNode> nodes = new ConcurrentHashMap<>();
  private final Quarantine quarantine;
  private final BoundedLog log;
  private final CeresStatistics statistics;

  NodeAccess(CeresOptions options, BoundedLog log, CeresStatistics statistics) {
    this.options = options;
    this.posix = options.lock() ? new Posix() : null;
    this.folders = new NodeFolders(options.root());
    this.quarantine = new Quarantine(options.quarantine(), options.nanoTime());
    this.log = log;
    this.statistics = statistics;
  }

  NodeLocks locks() {
    return locks;
  }

  Path folder(MetricPath path, String storedName) throws UnstorablePathException {
    return folders.folder(path, storedName);
  }

  /// Reads a node; empty if there is none.
  <T> Optional<T> read(MetricPath path, Operation<T> operation) throws IOException {
    var name = NodeFolders.storedName(path);
    var known = quarantine.faultOf(name);
    if (known != null) {
      throw known;
    }
    Path folder;
    try {
      folder = folders.folder(path, name);
    } catch (UnstorablePathException _) {
      return Optional.empty();
    }
    var lock = locks.forReading(name);
    lock.lock();
    try {
      return Optional.of(operation.on(node(name, folder)));
    } catch (FileSystemException e) {
      if (isMissing(name, folder, e)) {
        return Optional.empty();
      }
      throw e;
    } catch (CorruptSeriesException e) {
      foundCorrupt(name, e);
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /// Writes to a node, alone.
  ///
  /// @throws NoSuchSeriesException if there is none
  <T> T write(MetricPath path, Operation<T> operation) throws IOException {
    var name = NodeFolders.storedName(path);
    var folder = folders.folder(path, name);
    var lock = locks.forWriting(name);
    lock.lock();
    try {
      return operation.on(node(name, folder));
    } catch (FileSystemException e) {
      if (isMissing(name, folder, e)) {
        throw new NoSuchSeriesException(path, "no node " + folder);
      }
      throw e;
    } catch (CorruptSeriesException e) {
      foundCorrupt(name, e);
      throw e;
    } finally {
      lock.unlock();
    }
  }

  private CeresNode node(String name, Path folder) {
    if (!options.cacheNodes()) {
      return newNode(folder);
    }
    var known = nodes.get(name);
    if (known != null) {
      return known;
    }
    if (nodes.size() >= REMEMBERED) {
      nodes.clear();
    }
    return nodes.computeIfAbsent(name, _ -> newNode(folder));
  }

  private CeresNode newNode(Path folder) {
    return new CeresNode(
        folder, options.maxSliceGap(), options.sliceCaching(), posix, options.clock());
  }

  /// Forgets what is known of a node, whose folder the caller, holding the write lock, changes.
  void forget(String name) {
    nodes.remove(name);
    quarantine.release(name);
  }

  private void foundCorrupt(String name, CorruptSeriesException fault) {
    statistics.foundCorrupt();
    quarantine.add(name, fault);
    log.warn("corrupt series: " + fault.getMessage());
  }

  /// Also if a folder on the way is no folder.
  private boolean isMissing(String name, Path folder, FileSystemException fault) {
    var missing =
        !(fault instanceof AccessDeniedException) && Files.notExists(MetadataFile.of(folder));
    if (missing) {
      nodes.remove(name);
    }
    return missing;
  }
}
