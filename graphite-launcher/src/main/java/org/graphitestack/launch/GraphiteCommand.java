// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import picocli.CommandLine.Command;

/// `graphite`: the root of all commands, which [Main] adds.
@Command(
    name = "graphite",
    description =
        "The Graphite stack: takes metrics in, keeps them in whisper files or ceres trees, draws"
            + " them in the browser.",
    versionProvider = ProductVersion.class,
    footer = {
      "",
      "Exit status: 0 ok, 1 failed, 2 wrong usage. `graphite COMMAND --help` tells more."
    })
final class GraphiteCommand extends CommandGroup {}
