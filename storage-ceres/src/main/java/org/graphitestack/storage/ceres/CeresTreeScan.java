// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.TreeScan;
import org.graphitestack.storage.file.BoundedLog;

/// Finds nodes that appear in a tree and vanish from it. Each run looks at the time of every folder
/// it knows and lists only those that changed. Follows symbolic links, but not into a folder that
/// it is inside of. What cannot be read or addressed is logged and passed over; a folder that
/// cannot be read counts as unchanged.
final class CeresTreeScan implements TreeScan {

  /// A folder changed so shortly before it was listed may change again without a new time.
  private static final long UNSETTLED_MILLIS = 2_000;

  private static final class Folder {
    private Map<String, Folder> children = Map.of();
    private boolean node;
    private long modifiedNanos;
    private boolean settled;
  }

  private final Path root;
  private final InstantSource clock;
  private final BoundedLog log;
  private final Folder top = new Folder();
  private final Deque<Object> folderKeys = new ArrayDeque<>();

  CeresTreeScan(Path root, InstantSource clock, BoundedLog log) {
    this.root = root;
    this.clock = clock;
    this.log = log;
  }

  @Override
  public void run(Consumer<MetricPath> added, Consumer<MetricPath> removed) throws IOException {
    scan(top, root, "", attributes(root), added, removed);
  }

  private static BasicFileAttributes attributes(Path folder) throws IOException {
    return Files.readAttributes(folder, BasicFileAttributes.class);
  }

  private void scan(
      Folder folder,
      Path path,
      String name,
      BasicFileAttributes attributes,
      Consumer<MetricPath> added,
      Consumer<MetricPath> removed)
      throws IOException {
    var key = attributes.fileKey();
    if (key != null && folderKeys.contains(key)) {
      log.warn("folder inside itself, passed over: " + path);
      return;
    }
    folderKeys.push(key == null ? path : key);
    try {
      var modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
      if (!folder.settled || modified != folder.modifiedNanos) {
        var settled = clock.millis() - attributes.lastModifiedTime().toMillis() > UNSETTLED_MILLIS;
        list(folder, path, name, added, removed);
        folder.modifiedNanos = modified;
        folder.settled = settled;
      }
      if (!folder.children.isEmpty()) {
        folder
            .children
            .entrySet()
            .removeIf(
                child ->
                    !scanChild(
                        child.getValue(),
                        path.resolve(child.getKey()),
                        name.isEmpty() ? child.getKey() : name + "." + child.getKey(),
                        added,
                        removed));
      }
    } finally {
      folderKeys.pop();
    }
  }

  /// Returns whether there still is such a folder.
  private boolean scanChild(
      Folder folder,
      Path path,
      String name,
      Consumer<MetricPath> added,
      Consumer<MetricPath> removed) {
    try {
      var attributes = attributes(path);
      if (attributes.isDirectory()) {
        scan(folder, path, name, attributes, added, removed);
        return true;
      }
    } catch (NoSuchFileException _) {
      // Reported below.
    } catch (IOException e) {
      log.warn("cannot read folder, passed over: " + e);
      return true;
    }
    reportRemoved(folder, name, removed);
    return false;
  }

  private void list(
      Folder folder,
      Path path,
      String name,
      Consumer<MetricPath> added,
      Consumer<MetricPath> removed)
      throws IOException {
    var node = false;
    var others = new HashSet<String>();
    try (var entries = Files.newDirectoryStream(path)) {
      for (var entry : entries) {
        var fileName = entry.getFileName();
        var text = fileName == null ? "" : fileName.toString();
        if (text.equals(MetadataFile.NAME)) {
          node = true;
        } else if (text.indexOf('.') < 0) {
          others.add(text);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    if (node != folder.node) {
      report(name, path, node ? added : removed);
      folder.node = node;
    }
    keepChildren(folder, path, name, others, removed);
  }

  private static void keepChildren(
      Folder folder, Path path, String name, Set<String> found, Consumer<MetricPath> removed) {
    var children = new HashMap<String, Folder>();
    folder.children.forEach(
        (child, known) -> {
          if (found.remove(child)) {
            children.put(child, known);
          } else {
            reportRemoved(known, name.isEmpty() ? child : name + "." + child, removed);
          }
        });
    for (var child : found) {
      if (Files.isDirectory(path.resolve(child))) {
        children.put(child, new Folder());
      }
    }
    folder.children = children.isEmpty() ? Map.of() : children;
  }

  private void report(String name, Path path, Consumer<MetricPath> consumer) {
    var metric = name.isEmpty() ? null : NodeFolders.pathOf(name);
    if (metric == null) {
      log.warn("no metric path leads to this node: " + path);
    } else {
      consumer.accept(metric);
    }
  }

  private static void reportRemoved(Folder folder, String name, Consumer<MetricPath> removed) {
    if (folder.node) {
      var path = NodeFolders.pathOf(name);
      if (path != null) {
        removed.accept(path);
      }
    }
    folder.children.forEach((child, known) -> reportRemoved(known, name + "." + child, removed));
  }
}
