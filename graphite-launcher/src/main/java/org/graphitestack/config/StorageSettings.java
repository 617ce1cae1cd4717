// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.nio.file.Path;
import java.util.Optional;

/// Where and how series are kept.
///
/// @param folder LOCAL_DATA_DIR, else `whisper` below STORAGE_DIR; empty: the home's
/// @param sparse WHISPER_SPARSE_CREATE: new files take space as points arrive
/// @param reserved WHISPER_FALLOCATE_CREATE: the file system reserves the space of new files; as in
///   carbon `sparse` wins
/// @param lock WHISPER_LOCK_WRITES: writes take the file's lock, as other writers of a tree do
/// @param force WHISPER_AUTOFLUSH: every write is forced to the disk
public record StorageSettings(
    Optional<Path> folder, boolean sparse, boolean reserved, boolean lock, boolean force) {

  /// Carbon's built-in ones, but that space is reserved, which is quicker than writing zeros.
  public static final StorageSettings DEFAULTS =
      new StorageSettings(Optional.empty(), false, true, false, false);

  static StorageSettings of(CarbonSettings settings) throws InvalidConfigException {
    return new StorageSettings(
        settings
            .text("LOCAL_DATA_DIR")
            .map(Path::of)
            .or(() -> settings.text("STORAGE_DIR").map(dir -> Path.of(dir).resolve("whisper"))),
        settings.flag("WHISPER_SPARSE_CREATE").orElse(false),
        settings.flag("WHISPER_FALLOCATE_CREATE").orElse(true),
        settings.flag("WHISPER_LOCK_WRITES").orElse(false),
        settings.flag("WHISPER_AUTOFLUSH").orElse(false));
  }
}
