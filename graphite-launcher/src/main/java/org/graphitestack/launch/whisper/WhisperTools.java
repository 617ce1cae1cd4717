// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.whisper;

import java.util.List;
import picocli.CommandLine;

/// All commands of whisper's tools.
public final class WhisperTools {

  private WhisperTools() {}

  /// Adds them to the root command.
  public static void addTo(CommandLine root) {
    List.of(
            new InfoCommand(),
            new FetchCommand(),
            new DumpCommand(),
            new CreateCommand(),
            new UpdateCommand(),
            new ResizeCommand(),
            new MergeCommand(),
            new DiffCommand(),
            new FillCommand(),
            new SetAggregationMethodCommand(),
            new SetXFilesFactorCommand(),
            new AutoResizeCommand(),
            new AutoUpdateCommand(),
            new FindCorruptCommand())
        .forEach(root::addSubcommand);
  }
}
