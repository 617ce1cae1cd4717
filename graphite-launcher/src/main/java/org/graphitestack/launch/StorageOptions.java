// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.config.Database;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where series are kept.
final class StorageOptions {

  @Option(
      names = "--storage-dir",
      paramLabel = "DIR",
      description =
          "The tree; an existing one is served and written as it is. Given more than once, all are"
              + " served together, and new series go to the first. A folder that holds .ceres-tree"
              + " is a ceres tree. Default: HOME/storage/whisper, or ceres")
  List<Path> folders = new ArrayList<>();

  @Option(
      names = "--database",
      paramLabel = "KIND",
      description =
          "whisper, ceres or cassandra: what the first tree is if it does not tell, as DATABASE in"
              + " carbon.conf. With cassandra, folders are read beside the cluster. Default:"
              + " whisper")
  @Nullable Database database;
}
