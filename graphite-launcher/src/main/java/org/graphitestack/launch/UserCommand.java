// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `graphite user`: who may log in.
@Command(
    name = "user",
    description = "Adds, changes, lists and removes users of the web, also while it runs.",
    subcommands = {
      UserAddCommand.class,
      UserPasswordCommand.class,
      UserRoleCommand.class,
      UserRulesCommand.class,
      UserRemoveCommand.class,
      UserListCommand.class
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class UserCommand implements Runnable {

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
