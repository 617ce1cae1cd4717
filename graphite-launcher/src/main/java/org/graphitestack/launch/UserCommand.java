// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import picocli.CommandLine.Command;

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
    })
final class UserCommand extends CommandGroup {

  /// What the commands say that change a user who is not there.
  static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException(
        "user " + name + " is not there (expected: one that user list names)");
  }
}
