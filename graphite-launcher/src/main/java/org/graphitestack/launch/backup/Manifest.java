// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a snapshot holds. Written last: a snapshot without it is none.
///
/// ```
/// graphite-backup 1 2026-11-26T20:00:00Z
/// checksum	size	time	home/conf/carbon.conf
/// …
/// end 1 files
/// ```
///
/// @param begun every point accepted before is in the snapshot
/// @param files by place
record Manifest(Instant begun, SortedMap<String, SavedFile> files) {

  static final String NAME = "manifest";
  private static final String MAGIC = "graphite-backup 1 ";

  void write(Path folder) throws IOException {
    var fresh = folder.resolve(NAME + ".new");
    try (var out = Files.newBufferedWriter(fresh)) {
      out.write(MAGIC + begun + "\n");
      for (var file : files.values()) {
        out.write(file.line() + "\n");
      }
      out.write(end(files.size()) + "\n");
    }
    Files.move(fresh, folder.resolve(NAME));
  }

  static Manifest read(Path folder) throws IOException {
    var path = folder.resolve(NAME);
    if (!Files.exists(path)) {
      throw new IOException(folder + ": has no manifest (expected: a snapshot that is complete)");
    }
    var lines = Files.readAllLines(path);
    if (lines.size() < 2 || !lines.getFirst().startsWith(MAGIC)) {
      throw new IOException(path + ": line 1 (expected: '" + MAGIC + "' and a time)");
    }
    var files = new TreeMap<String, SavedFile>();
    for (var i = 1; i < lines.size() - 1; i++) {
      var file = SavedFile.parse(lines.get(i), path + ": line " + (i + 1));
      files.put(file.place(), file);
    }
    if (!lines.getLast().equals(end(files.size()))) {
      throw new IOException(
          path + ": '" + lines.getLast() + "' (expected: '" + end(files.size()) + "')");
    }
    return new Manifest(begun(path, lines), files);
  }

  private static Instant begun(Path path, List<String> lines) throws IOException {
    try {
      return Instant.parse(lines.getFirst().substring(MAGIC.length()));
    } catch (DateTimeParseException e) {
      throw new IOException(path + ": line 1 (expected: '" + MAGIC + "' and a time)", e);
    }
  }

  private static String end(int files) {
    return "end " + files + " files";
  }
}
