// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.backup;

import picocli.CommandLine;

/// The commands of this package.
public final class Backups {

  private Backups() {}

  /// Adds `backup` and `restore` to a command.
  public static void addTo(CommandLine command) {
    command.addSubcommand(new BackupCommand());
    command.addSubcommand(new RestoreCommand());
  }
}
