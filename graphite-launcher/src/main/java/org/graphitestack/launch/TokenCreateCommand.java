// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.graphitestack.web.login.TokenStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `graphite token create`: a new token.
@Command(
    name = "create",
    description =
        "Makes a token and prints it: it is told only now. Programs send it as Authorization:"
            + " Bearer TOKEN.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TokenCreateCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin StatePlace place = new StatePlace();
  @Mixin AccountOptions options = new AccountOptions();

  @Option(
      names = "--days",
      paramLabel = "DAYS",
      description = "For how long it is good. Default: until it is revoked")
  @Nullable Integer days;

  @Parameters(paramLabel = "NAME", description = "Of the token, for people.")
  String name = "";

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    return place.with(
        store -> {
          var account = options.account(name);
          var secret =
              new TokenStore(store, new SecureRandom())
                  .create(
                      account,
                      Optional.ofNullable(days)
                          .map(n -> SystemClocks.wall().instant().plus(TokenStore.life(n))));
          if (secret.isEmpty()) {
            throw new IllegalArgumentException(
                "token " + name + " is there (expected: a new name; token revoke removes one)");
          }
          out.println(secret.get());
        });
  }
}
