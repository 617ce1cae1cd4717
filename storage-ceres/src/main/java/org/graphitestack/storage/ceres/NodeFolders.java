// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.StorageNodes;
import org.graphitestack.storage.UnstorablePathException;
import org.jspecify.annotations.Nullable;

/// From metric paths to folders and back: `a.b.c` is `a/b/c`, a path with tags
/// `_tagged/abc/def/HASH`. The *stored name* of a series is its folder as a walk of the tree shows
/// it, nodes joined by dots.
///
/// A metric path holds no slash, no control character and no empty node, and nodes hold no dot, so
/// no path leads out of the root, to `.ceres-tree`, to a node's metadata or to a slice; tags are
/// hashed.
final class NodeFolders {

  /// What the JDK puts for bytes of a file name that are no text.
  private static final char UNDECODABLE = '\uFFFD';

  private static final int LONGEST_FILE_NAME = 255;

  /// Leaves room for the name of a slice.
  private static final int LONGEST_PATH = 4_095 - 64;

  private final Path root;
  private final int rootLength;

  NodeFolders(Path root) {
    this.root = root;
    this.rootLength = root.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8).length + 1;
  }

  static String storedName(MetricPath path) {
    return path.tagged() ? String.join(".", StorageNodes.of(path)) : path.text();
  }

  /// The metric path of a folder in the tree; null if there is none that leads to it.
  static @Nullable MetricPath pathOf(String storedName) {
    if (storedName.indexOf(UNDECODABLE) >= 0) {
      return null;
    }
    try {
      var path = new MetricPath(storedName);
      return storedName(path).equals(storedName) ? path : null;
    } catch (InvalidMetricPathException _) {
      return null;
    }
  }

  /// The folder of a stored name.
  ///
  /// @throws UnstorablePathException if no folder can be called that
  Path folder(MetricPath path, String storedName) throws UnstorablePathException {
    var relative = storedName.replace('.', '/');
    if (relative.length() * 3 > LONGEST_FILE_NAME) {
      checkLengths(path, relative.getBytes(StandardCharsets.UTF_8));
    }
    try {
      return root.resolve(relative);
    } catch (InvalidPathException e) {
      throw new UnstorablePathException(
          path,
          e.getReason()
              + "; file names here are "
              + System.getProperty("sun.jnu.encoding")
              + ", start with LC_ALL=C.UTF-8");
    }
  }

  private void checkLengths(MetricPath path, byte[] relative) throws UnstorablePathException {
    var length = 0;
    for (var b : relative) {
      length = b == '/' ? 0 : length + 1;
      if (length > LONGEST_FILE_NAME) {
        throw new UnstorablePathException(
            path,
            "a node of more than " + LONGEST_FILE_NAME + " bytes (expected: as a folder can have)");
      }
    }
    if (rootLength + relative.length > LONGEST_PATH) {
      throw new UnstorablePathException(
          path,
          "its folder's path has "
              + (rootLength + relative.length)
              + " bytes (expected: <= "
              + LONGEST_PATH
              + ")");
    }
  }
}
