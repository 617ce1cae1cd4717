// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.graphitestack.web.login.TokenStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `graphite token list`: which tokens there are.
@Command(
    name = "list",
    description = "Lists tokens with their roles, rules and ends, separated by tabs.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TokenListCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin StatePlace place = new StatePlace();

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    return place.with(
        store ->
            new TokenStore(store, new SecureRandom())
                .all()
                .forEach(
                    token ->
                        out.println(
                            AccountOptions.line(token.account())
                                + "\t"
                                + token.expires().map(Instant::toString).orElse("never"))));
  }
}
