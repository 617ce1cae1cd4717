// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.util.List;
import picocli.CommandLine;

/// The commands that do one thing and end, and belong to no group of a package of its own.
final class Tools {

  private Tools() {}

  /// Adds them to the root command.
  static void addTo(CommandLine root) {
    List.of(
            new SpoolCommand(),
            new StateCommand(),
            new UserCommand(),
            new TokenCommand(),
            new ImportDashboardsCommand(),
            new ExportDashboardsCommand(),
            new ImportSettingsCommand(),
            new WhereCommand(),
            new CheckCommand(),
            new ConfigCommand(),
            new VersionCommand())
        .forEach(root::addSubcommand);
  }
}
