// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.relay.route.NamePattern;

/// whitelist.conf and blacklist.conf: a regular expression a line, `#` begins a comment line. As in
/// carbon, a file that is not there is an empty list, and a line that is no expression is passed
/// over.
final class RegexList {

  private RegexList() {}

  /// Reads a file.
  ///
  /// @param notes gets a line for each line passed over
  static List<NamePattern> read(Path file, List<String> notes) throws IOException {
    var patterns = new ArrayList<NamePattern>();
    if (!Files.exists(file)) {
      notes.add(file + ": not there, so an empty list");
      return patterns;
    }
    var lines = Files.readAllLines(file);
    for (var i = 0; i < lines.size(); i++) {
      var pattern = lines.get(i).strip();
      if (pattern.isEmpty() || lines.get(i).startsWith("#")) {
        continue;
      }
      try {
        patterns.add(NamePattern.of(pattern));
      } catch (IllegalArgumentException invalid) {
        notes.add(file + ":" + (i + 1) + ": passed over: " + invalid.getMessage());
      }
    }
    return patterns;
  }
}
