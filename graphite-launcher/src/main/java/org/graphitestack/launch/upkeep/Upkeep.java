// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.upkeep;

import java.util.List;
import picocli.CommandLine;

/// The commands of this package.
public final class Upkeep {

  private Upkeep() {}

  /// Adds them to the root command.
  public static void addTo(CommandLine root) {
    List.of(new RetentionCommand(), new SeriesCommand(), new ScrubCommand())
        .forEach(root::addSubcommand);
  }
}
