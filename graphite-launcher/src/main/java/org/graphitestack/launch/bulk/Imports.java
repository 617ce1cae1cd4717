// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.bulk;

import picocli.CommandLine;

/// The commands of this package.
public final class Imports {

  private Imports() {}

  /// Adds `import` to a command.
  public static void addTo(CommandLine command) {
    command.addSubcommand(new ImportCommand());
  }
}
