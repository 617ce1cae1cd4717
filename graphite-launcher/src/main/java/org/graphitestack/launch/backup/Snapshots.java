// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A folder of snapshots, each a folder named by its time.
record Snapshots(Path folder) {

  static final String PARTIAL = ".partial";

  void create() throws IOException {
    Files.createDirectories(folder);
  }

  /// The complete ones, oldest first.
  List<Path> complete() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + ": no such folder (expected: one with snapshots)");
    }
    var complete = new ArrayList<Path>();
    try (var found = Files.newDirectoryStream(folder)) {
      for (var snapshot : found) {
        if (!snapshot.toString().endsWith(PARTIAL) && isSnapshot(snapshot)) {
          complete.add(snapshot);
        }
      }
    }
    complete.sort(null);
    return complete;
  }

  Optional<Path> latest() throws IOException {
    var complete = complete();
    return complete.isEmpty() ? Optional.empty() : Optional.of(complete.getLast());
  }

  /// The folder itself if it is a snapshot, else the latest in it.
  Path chosen() throws IOException {
    if (isSnapshot(folder)) {
      return folder;
    }
    return latest()
        .orElseThrow(
            () ->
                new IOException(folder + ": no complete snapshot in it (expected: one at least)"));
  }

  /// Deletes all but the latest.
  ///
  /// @param most how many stay; 0 for all
  void keepLatest(int most) throws IOException {
    var complete = complete();
    if (most > 0) {
      for (var old : complete.subList(0, Math.max(0, complete.size() - most))) {
        // without a manifest it is no snapshot any more, if this is ended half way
        Files.delete(old.resolve(Manifest.NAME));
        Snapshot.delete(old);
      }
    }
  }

  private static boolean isSnapshot(Path snapshot) {
    return Files.exists(snapshot.resolve(Manifest.NAME));
  }
}
