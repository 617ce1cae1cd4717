// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.file.BoundedLog;

/// Walks a whole tree once: one listing per folder, no system call per file. Follows symbolic
/// links, but not into a folder that it is inside of. What cannot be read or addressed is counted,
/// logged and passed over.
final class TreeWalk {

  private static final Duration ABANDONED = Duration.ofHours(1);

  private final BoundedLog log;
  private final WhisperStatistics statistics;
  private final InstantSource clock;
  private final Consumer<MetricPath> consumer;
  private final Deque<Object> folderKeys = new ArrayDeque<>();

  TreeWalk(
      BoundedLog log,
      WhisperStatistics statistics,
      InstantSource clock,
      Consumer<MetricPath> consumer) {
    this.log = log;
    this.statistics = statistics;
    this.clock = clock;
    this.consumer = consumer;
  }

  /// @throws IOException if the root itself cannot be read
  void walk(Path root) throws IOException {
    walk(root, "", Files.readAttributes(root, BasicFileAttributes.class));
  }

  private void walk(Path folder, String prefix, BasicFileAttributes attributes) throws IOException {
    var key = attributes.fileKey();
    if (key != null && folderKeys.contains(key)) {
      log.warn("folder inside itself, passed over: " + folder);
      return;
    }
    folderKeys.push(key == null ? folder : key);
    try {
      var listing = TreeFolder.read(folder);
      for (var node : listing.series()) {
        offer(folder, prefix, node);
      }
      removeAbandoned(listing.temporaries());
      for (var name : listing.others()) {
        descend(folder.resolve(name), prefix + name + ".");
      }
    } finally {
      folderKeys.pop();
    }
  }

  private void offer(Path folder, String prefix, String node) {
    var path = SeriesNames.pathOf(prefix, node);
    if (path == null) {
      statistics.passedOverName();
      log.warn("no metric path leads to this file: " + folder + "/" + node + SeriesNames.SUFFIX);
    } else {
      consumer.accept(path);
    }
  }

  private void descend(Path folder, String prefix) {
    try {
      var attributes = Files.readAttributes(folder, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        walk(folder, prefix, attributes);
      }
    } catch (NoSuchFileException _) {
      // Vanished meanwhile, or a link to nothing.
    } catch (IOException e) {
      statistics.passedOverFolder();
      log.warn("cannot read folder, passed over: " + e);
    }
  }

  /// What a creation left that was killed half-way.
  private void removeAbandoned(List<Path> temporaries) throws IOException {
    for (var temporary : temporaries) {
      try {
        var modified = Files.getLastModifiedTime(temporary).toInstant();
        if (modified.plus(ABANDONED).isBefore(clock.instant())) {
          Files.delete(temporary);
        }
      } catch (NoSuchFileException _) {
        // Finished meanwhile.
      }
    }
  }
}
