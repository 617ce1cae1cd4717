// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.convert;

import picocli.CommandLine;

/// The commands of this package.
public final class Conversions {

  private Conversions() {}

  /// Adds `convert` to a command.
  ///
  /// @param clusters opens clusters that are named on the command line
  public static void addTo(CommandLine command, ConfiguredClusters clusters) {
    command.addSubcommand(new ConvertCommand(clusters));
  }
}
