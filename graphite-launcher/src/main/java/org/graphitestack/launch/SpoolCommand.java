// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import picocli.CommandLine.Command;

/// `graphite spool`: see and move what is spooled.
@Command(
    name = "spool",
    description = "Shows, checks, sends or drops what a relay has spooled for its destinations.",
    subcommands = {
      SpoolLsCommand.class,
      SpoolVerifyCommand.class,
      SpoolCatCommand.class,
      SpoolDrainCommand.class,
      SpoolDropCommand.class
    })
final class SpoolCommand extends CommandGroup {}
