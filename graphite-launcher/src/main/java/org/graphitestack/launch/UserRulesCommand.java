// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import org.graphitestack.web.login.UserStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `graphite user rules`: other rules.
@Command(
    name = "rules",
    description =
        "Binds a user by rules of graphite-web.toml; by none if none is named: then the user sees"
            + " everything.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class UserRulesCommand implements Callable<Integer> {

  @Mixin StatePlace place = new StatePlace();

  @Parameters(index = "0", paramLabel = "NAME", description = "Of the user.")
  String name = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "RULE",
      description = "Names of rules of [access].")
  List<String> rules = List.of();

  @Override
  public Integer call() {
    return place.with(
        store -> {
          if (!new UserStore(store, new SecureRandom()).changeRules(name, rules)) {
            throw UserCommand.unknown(name);
          }
        });
  }
}
