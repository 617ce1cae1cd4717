// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The folder a daemon lives in, like carbon's GRAPHITE_ROOT: `conf/` and `storage/` below it.
///
/// @param root absolute path
record HomeFolder(Path root) {

  private static final List<String> DEFAULT_FILES =
      List.of(
          "carbon.conf",
          "storage-schemas.conf",
          "storage-aggregation.conf",
          "aggregation-rules.conf",
          "graphite-web.toml");

  HomeFolder {
    root = root.toAbsolutePath().normalize();
  }

  Path conf() {
    return root.resolve("conf");
  }

  Path storage() {
    return root.resolve("storage");
  }

  /// Where a daemon remembers the names of its tree.
  Path nameLog(String daemon) {
    return storage().resolve("index").resolve(daemon + ".names");
  }

  /// The web's own state, unless it is in another database.
  Path state() {
    return storage().resolve("graphite.db");
  }

  Path whisper() {
    return storage().resolve("whisper");
  }

  Path ceres() {
    return storage().resolve("ceres");
  }

  /// What a daemon notes here of a cluster: which tags were forgotten or entered by name.
  Path cassandra(String keyspace) {
    return storage().resolve("cassandra").resolve(keyspace);
  }

  /// Makes the folders, and on first start the commented default configuration. A `conf/` that
  /// exists is left as it is: its owner may have left a file out on purpose.
  ///
  /// @throws StartFailure if the folder cannot be made or written
  void create() {
    try {
      Files.createDirectories(storage());
      if (!Files.isDirectory(conf())) {
        Files.createDirectories(conf());
        for (var name : DEFAULT_FILES) {
          writeDefault(name);
        }
      }
    } catch (IOException e) {
      throw new StartFailure("home " + root + ": cannot be made or written (" + e + ")", e);
    }
  }

  private void writeDefault(String name) throws IOException {
    try (var in = HomeFolder.class.getResourceAsStream("/default-conf/" + name)) {
      if (in == null) {
        throw new IllegalStateException(
            "default-conf/" + name + ": not in the jar (expected: shipped with it)");
      }
      Files.copy(in, conf().resolve(name));
    }
  }
}
