// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.bulk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How far an import got, in a file, so that it can go on after it was ended: for each source how
/// much of it is stored. Not thread-safe.
final class Progress {

  private final @Nullable Path file;
  private final Map<String, Long> done = new TreeMap<>();

  private Progress(@Nullable Path file) {
    this.file = file;
  }

  /// @param file null to remember nothing
  static Progress open(@Nullable Path file) throws IOException {
    var progress = new Progress(file);
    if (file != null && Files.exists(file)) {
      for (var line : Files.readAllLines(file)) {
        var tab = line.indexOf('\t');
        try {
          progress.done.put(line.substring(tab + 1), Long.parseLong(line.substring(0, tab)));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
          throw new IOException(file + ": '" + line + "' (expected: a number, a tab, a source)", e);
        }
      }
    }
    return progress;
  }

  long of(String source) {
    return done.getOrDefault(source, 0L);
  }

  void set(String source, long amount) throws IOException {
    done.put(source, amount);
    if (file == null) {
      return;
    }
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    var lines = new StringBuilder();
    done.forEach((name, far) -> lines.append(far).append('\t').append(name).append('\n'));
    Files.writeString(fresh, lines);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
