// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.graphitestack.web.access.Role;
import org.graphitestack.web.login.Account;
import org.graphitestack.web.login.UserStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `graphite user add`: a new user.
@Command(
    name = "add",
    description = "Adds a user; the password is asked for, or read as a line from standard input.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class UserAddCommand implements Callable<Integer> {

  @Mixin StatePlace place = new StatePlace();

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "read",
      description = "read, edit (dashboards, events, tags) or admin (everything). Default: read")
  String role = "read";

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description =
          "Name of a rule of [access] in graphite-web.toml; repeatable. Default: sees everything")
  List<String> rules = new ArrayList<>();

  @Parameters(paramLabel = "NAME", description = "Of the user.")
  String name = "";

  @Override
  public Integer call() {
    return place.with(
        store -> {
          var account = new Account(name, Role.parse(role), rules);
          if (!new UserStore(store, new SecureRandom()).add(account, NewPassword.read())) {
            throw new IllegalArgumentException(
                "user " + name + " is there (expected: a new name; user passwd changes one)");
          }
        });
  }
}
