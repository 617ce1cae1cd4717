// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.ceres;

import java.util.List;
import picocli.CommandLine;

/// All commands of ceres' tools.
public final class CeresTools {

  private CeresTools() {}

  /// Adds them to the root command.
  public static void addTo(CommandLine root) {
    List.of(
            new TreeCreateCommand(),
            new TreeFindCommand(),
            new NodeCreateCommand(),
            new NodeReadCommand(),
            new NodeWriteCommand(),
            new SliceCatCommand(),
            new MaintenanceCommand())
        .forEach(root::addSubcommand);
  }
}
