// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.TreeScan;
import org.graphitestack.storage.file.BoundedLog;

/// Finds series that appear in a tree and vanish from it, by whomever. Each run looks at the time
/// of every folder it knows and lists only those that changed. Remembers names at about their
/// length in bytes. Not thread-safe.
///
/// Symbolic links are followed as [TreeWalk] does. A folder that cannot be read counts as
/// unchanged.
public final class WhisperTreeScan implements TreeScan {

  /// A folder changed so shortly before it was listed may change again without a new time.
  private static final long UNSETTLED_MILLIS = 2_000;

  /// What was found in a folder.
  private static final class Folder {
    private final Map<String, Folder> children = new TreeMap<>();

    /// Nodes of its series, each followed by a newline, which no node holds.
    private byte[] series = {};

    private long modifiedNanos;
    private boolean settled;

    Set<String> seriesSet() {
      var text = new String(series, StandardCharsets.UTF_8);
      return text.isEmpty() ? new HashSet<>() : new HashSet<>(List.of(text.split("\n")));
    }
  }

  private final Path root;
  private final InstantSource clock;
  private final BoundedLog log;
  private final WhisperStatistics statistics;
  private final Folder top = new Folder();
  private final Deque<Object> folderKeys = new ArrayDeque<>();

  WhisperTreeScan(Path root, InstantSource clock, BoundedLog log, WhisperStatistics statistics) {
    this.root = root;
    this.clock = clock;
    this.log = log;
    this.statistics = statistics;
  }

  /// Reports what changed since the run before; the first run reports every series as added.
  ///
  /// @throws IOException if the root itself cannot be read
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
      String prefix,
      BasicFileAttributes attributes,
      Consumer<MetricPath> added,
      Consumer<MetricPath> removed)
      throws IOException {
    var key = attributes.fileKey();
    if (key != null && folderKeys.contains(key)) {
      return;
    }
    folderKeys.push(key == null ? path : key);
    try {
      var modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
      if (!folder.settled || modified != folder.modifiedNanos) {
        var settled = clock.millis() - attributes.lastModifiedTime().toMillis() > UNSETTLED_MILLIS;
        list(folder, path, prefix, added, removed);
        folder.modifiedNanos = modified;
        folder.settled = settled;
      }
      folder
          .children
          .entrySet()
          .removeIf(
              child ->
                  !scanChild(
                      child.getValue(),
                      path.resolve(child.getKey()),
                      prefix + child.getKey() + ".",
                      added,
                      removed));
    } finally {
      folderKeys.pop();
    }
  }

  /// Returns whether there still is such a folder.
  private boolean scanChild(
      Folder folder,
      Path path,
      String prefix,
      Consumer<MetricPath> added,
      Consumer<MetricPath> removed) {
    try {
      var attributes = attributes(path);
      if (attributes.isDirectory()) {
        scan(folder, path, prefix, attributes, added, removed);
        return true;
      }
    } catch (NoSuchFileException _) {
      // Reported below.
    } catch (IOException e) {
      statistics.passedOverFolder();
      log.warn("cannot read folder, passed over: " + e);
      return true;
    }
    reportRemoved(folder, prefix, removed);
    return false;
  }

  private void list(
      Folder folder,
      Path path,
      String prefix,
      Consumer<MetricPath> added,
      Consumer<MetricPath> removed)
      throws IOException {
    var listing = TreeFolder.read(path);
    var before = folder.seriesSet();
    var names = new StringBuilder();
    for (var node : listing.series()) {
      var metric = SeriesNames.pathOf(prefix, node);
      if (metric == null) {
        statistics.passedOverName();
        log.warn("no metric path leads to this file: " + path + "/" + node + SeriesNames.SUFFIX);
        continue;
      }
      names.append(node).append('\n');
      if (!before.remove(node)) {
        added.accept(metric);
      }
    }
    folder.series = names.toString().getBytes(StandardCharsets.UTF_8);
    for (var node : before) {
      report(prefix, node, removed);
    }

    var others = new HashSet<>(listing.others());
    folder
        .children
        .entrySet()
        .removeIf(
            child -> {
              var gone = !others.remove(child.getKey());
              if (gone) {
                reportRemoved(child.getValue(), prefix + child.getKey() + ".", removed);
              }
              return gone;
            });
    for (var name : others) {
      if (Files.isDirectory(path.resolve(name))) {
        folder.children.put(name, new Folder());
      }
    }
  }

  private static void reportRemoved(Folder folder, String prefix, Consumer<MetricPath> removed) {
    for (var node : folder.seriesSet()) {
      report(prefix, node, removed);
    }
    folder.children.forEach((name, child) -> reportRemoved(child, prefix + name + ".", removed));
  }

  private static void report(String prefix, String node, Consumer<MetricPath> consumer) {
    var path = SeriesNames.pathOf(prefix, node);
    if (path != null) {
      consumer.accept(path);
    }
  }
}
