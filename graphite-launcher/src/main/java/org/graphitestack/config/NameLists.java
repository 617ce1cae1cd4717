// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.graphitestack.cache.NameFilter;
import org.graphitestack.relay.route.NamePattern;

/// blacklist.conf, then whitelist.conf, of which an empty one lets all pass.
record NameLists(List<NamePattern> black, List<NamePattern> white) implements NameFilter {

  NameLists {
    black = List.copyOf(black);
    white = List.copyOf(white);
  }

  /// Reads both files of a folder.
  ///
  /// @param notes gets a line for each line passed over
  static NameLists read(Path folder, List<String> notes) throws IOException {
    return new NameLists(
        RegexList.read(folder.resolve("blacklist.conf"), notes),
        RegexList.read(folder.resolve("whitelist.conf"), notes));
  }

  @Override
  public Verdict verdict(byte[] bytes, int offset, int length) {
    if (found(black, bytes, offset, length)) {
      return Verdict.BLACKLISTED;
    }
    return white.isEmpty() || found(white, bytes, offset, length)
        ? Verdict.ADMITTED
        : Verdict.NOT_WHITELISTED;
  }

  private static boolean found(List<NamePattern> patterns, byte[] bytes, int offset, int length) {
    for (var pattern : patterns) {
      if (pattern.found(bytes, offset, length)) {
        return true;
      }
    }
    return false;
  }
}
