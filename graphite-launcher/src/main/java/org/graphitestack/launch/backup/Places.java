// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.graphitestack.launch.upkeep.TreeOptions;

/// The folders that make up a home: the home itself, and what its carbon.conf has elsewhere.
///
/// @param home its root
/// @param folders by the name each has in a snapshot; the home is the first
record Places(Path home, Map<String, Path> folders) {

  private static final String HOME = "home";

  /// What `carbon.conf` says; only the home if there is none.
  static Places of(Path home, TreeOptions options) throws IOException {
    var root = home.toAbsolutePath().normalize();
    var folders = new LinkedHashMap<String, Path>();
    folders.put(HOME, root);
    if (Files.exists(root.resolve("conf/carbon.conf"))) {
      var conf = options.conf();
      conf.storage().folder().ifPresent(folder -> put(folders, "data", folder));
      conf.cache()
          .journal()
          .ifPresent(
              journal -> {
                put(folders, "journal", journal.folder());
                put(folders, "quarantine", journal.quarantineFolder());
              });
    }
    return new Places(root, folders);
  }

  /// What lies in the home is part of it.
  private static void put(Map<String, Path> folders, String name, Path folder) {
    var absolute = folder.toAbsolutePath().normalize();
    if (folders.values().stream().noneMatch(absolute::startsWith)) {
      folders.put(name, absolute);
    }
  }

  /// The database of the web's own state.
  Path state() {
    return home.resolve("storage/graphite.db");
  }
}
