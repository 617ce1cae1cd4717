// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.graphitestack.web.login.TokenStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `graphite token revoke`: a token less.
@Command(
    name = "revoke",
    description = "Revokes a token: within two seconds it is good for nothing.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TokenRevokeCommand implements Callable<Integer> {

  @Mixin StatePlace place = new StatePlace();

  @Parameters(paramLabel = "NAME", description = "Of the token.")
  String name = "";

  @Override
  public Integer call() {
    return place.with(
        store -> {
          if (!new TokenStore(store, new SecureRandom()).revoke(name)) {
            throw new IllegalArgumentException(
                "token " + name + " is not there (expected: one that token list names)");
          }
        });
  }
}
