// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `graphite state`: copies of the web's own state.
@Command(
    name = "state",
    description =
        "Copies and restores what the web keeps of its own: events, dashboards, saved graphs, short"
            + " links.",
    subcommands = {StateBackupCommand.class, StateRestoreCommand.class},
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class StateCommand implements Runnable {

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
