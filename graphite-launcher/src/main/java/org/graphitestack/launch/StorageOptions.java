// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where series are kept.
final class StorageOptions {

  @Option(
      names = "--storage-dir",
      paramLabel = "DIR",
      description =
          "The whisper tree; an existing one is served and written as it is. Default:"
              + " HOME/storage/whisper")
  @Nullable Path folder;
}
