// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.graphitestack.web.login.UserStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `graphite user list`: who may log in.
@Command(
    name = "list",
    description = "Lists users with their roles and rules, separated by tabs.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class UserListCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin StatePlace place = new StatePlace();

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    return place.with(
        store ->
            new UserStore(store, new SecureRandom())
                .all()
                .forEach(user -> out.println(AccountOptions.line(user))));
  }
}
