// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class SpoolCommand implements Runnable {

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "no command given (expected: one of "
            + String.join(", ", spec.subcommands().keySet())
            + ")");
  }
}
