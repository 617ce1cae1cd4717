// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.graphitestack.web.login.UserStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `graphite user add`: a new user.
@Command(
    name = "add",
    description = "Adds a user; the password is asked for, or read as a line from standard input.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class UserAddCommand implements Callable<Integer> {

  @Mixin StatePlace place = new StatePlace();
  @Mixin AccountOptions options = new AccountOptions();

  @Parameters(paramLabel = "NAME", description = "Of the user.")
  String name = "";

  @Override
  public Integer call() {
    return place.with(
        store -> {
          var account = options.account(name);
          if (!new UserStore(store, new SecureRandom()).add(account, NewPassword.read())) {
            throw new IllegalArgumentException(
                "user " + name + " is there (expected: a new name; user passwd changes one)");
          }
        });
  }
}
