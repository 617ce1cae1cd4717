// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.graphitestack.web.access.Role;
import org.graphitestack.web.login.UserStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `graphite user role`: another role.
@Command(
    name = "role",
    description = "Gives a user another role.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class UserRoleCommand implements Callable<Integer> {

  @Mixin StatePlace place = new StatePlace();

  @Parameters(index = "0", paramLabel = "NAME", description = "Of the user.")
  String name = "";

  @Parameters(
      index = "1",
      paramLabel = "ROLE",
      description = "none, read, edit (dashboards, events, tags) or admin (everything).")
  String role = "";

  @Override
  public Integer call() {
    return place.with(
        store -> {
          if (!new UserStore(store, new SecureRandom()).changeRole(name, Role.parse(role))) {
            throw UserCommand.unknown(name);
          }
        });
  }
}
