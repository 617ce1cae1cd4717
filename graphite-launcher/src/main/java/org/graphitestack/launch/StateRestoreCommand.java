// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `graphite state restore`: the state as it was when a copy was made.
@Command(
    name = "restore",
    description = "Replaces the state by a copy that backup wrote, also while it is used.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class StateRestoreCommand implements Callable<Integer> {

  @Mixin StatePlace place = new StatePlace();

  @Parameters(paramLabel = "FILE", description = "What backup wrote.")
  Path file = Path.of("graphite-state.db");

  @Override
  public Integer call() {
    return place.with(store -> store.restore(file));
  }
}
