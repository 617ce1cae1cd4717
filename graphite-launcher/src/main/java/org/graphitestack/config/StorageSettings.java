// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where and how series are kept.
///
/// @param database DATABASE: whisper, ceres or cassandra
/// @param folder LOCAL_DATA_DIR, else `whisper` or `ceres` below STORAGE_DIR; empty: the home's
/// @param sparse WHISPER_SPARSE_CREATE: new files take space as points arrive
/// @param reserved WHISPER_FALLOCATE_CREATE: the file system reserves the space of new files; as in
///   carbon `sparse` wins
/// @param lock WHISPER_LOCK_WRITES: writes take the file's lock, as other writers of a tree do
/// @param force WHISPER_AUTOFLUSH: every write is forced to the disk
/// @param ceres what only concerns ceres
/// @param cassandra the cluster
public record StorageSettings(
    Database database,
    Optional<Path> folder,
    boolean sparse,
    boolean reserved,
    boolean lock,
    boolean force,
    CeresSettings ceres,
    CassandraSettings cassandra) {

  /// Carbon's built-in ones, but that space is reserved, which is quicker than writing zeros.
  public static final StorageSettings DEFAULTS =
      new StorageSettings(
          Database.WHISPER,
          Optional.empty(),
          false,
          true,
          false,
          false,
          CeresSettings.DEFAULTS,
          CassandraSettings.DEFAULTS);

  /// The same for another database, with another cluster.
  StorageSettings with(Database other, CassandraSettings cluster) {
    return new StorageSettings(other, folder, sparse, reserved, lock, force, ceres, cluster);
  }

  /// @param cassandra the section of the cluster
  static StorageSettings of(CarbonSettings settings, CarbonSettings cassandra)
      throws InvalidConfigException {
    var database = database(settings);
    var below = database == Database.CERES ? "ceres" : "whisper";
    return new StorageSettings(
        database,
        settings
            .text("LOCAL_DATA_DIR")
            .map(Path::of)
            .or(() -> settings.text("STORAGE_DIR").map(dir -> Path.of(dir).resolve(below))),
        settings.flag("WHISPER_SPARSE_CREATE").orElse(false),
        settings.flag("WHISPER_FALLOCATE_CREATE").orElse(true),
        settings.flag("WHISPER_LOCK_WRITES").orElse(false),
        settings.flag("WHISPER_AUTOFLUSH").orElse(false),
        CeresSettings.of(settings),
        CassandraSettings.of(cassandra));
  }

  /// `DATABASE`; whisper if nothing is said.
  static Database database(CarbonSettings settings) throws InvalidConfigException {
    return settings
        .choice(
            "DATABASE",
            Map.of(
                "whisper",
                Database.WHISPER,
                "ceres",
                Database.CERES,
                CassandraSettings.SECTION,
                Database.CASSANDRA))
        .orElse(Database.WHISPER);
  }
}
