// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `graphite state backup`: a copy of the state, also while the web runs.
@Command(
    name = "backup",
    description = "Writes a copy of the state as it is now to a new file, also while it is used.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class StateBackupCommand implements Callable<Integer> {

  @Mixin StatePlace place = new StatePlace();

  @Parameters(paramLabel = "FILE", description = "The file to write; it must not be there.")
  Path file = Path.of("graphite-state.db");

  @Override
  public Integer call() {
    return place.with(store -> store.backUp(file));
  }
}
