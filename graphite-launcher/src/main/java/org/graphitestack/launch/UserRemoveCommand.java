// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.graphitestack.web.login.UserStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `graphite user remove`: a user less.
@Command(
    name = "remove",
    description = "Removes a user, whose sessions end.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class UserRemoveCommand implements Callable<Integer> {

  @Mixin StatePlace place = new StatePlace();

  @Parameters(paramLabel = "NAME", description = "Of the user.")
  String name = "";

  @Override
  public Integer call() {
    return place.with(
        store -> {
          if (!new UserStore(store, new SecureRandom()).remove(name)) {
            throw UserCommand.unknown(name);
          }
        });
  }
}
