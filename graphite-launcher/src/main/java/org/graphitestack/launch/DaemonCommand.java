// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What every daemon's command has in common: a home, a tree, an interface, and a run until
/// stopped.
abstract class DaemonCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin HomeOptions homeOptions = new HomeOptions();
  @Mixin StorageOptions storageOptions = new StorageOptions();
  @Mixin BindOptions bindOptions = new BindOptions();
  @Mixin CarbonOptions carbonOptions = new CarbonOptions();

  /// Reads files and flags, and opens nothing yet.
  abstract DaemonPlan plan(HomeFolder home);

  @Override
  public final Integer call() {
    var home = homeOptions.folder();
    home.create();
    var plan = plan(home);
    var daemon =
        Daemon.over(
            StorageTrees.of(home, storageOptions, plan.storage()),
            home.nameLog(plan.name()),
            carbonOptions);
    try {
      plan.opening().accept(daemon);
      return daemon.run(spec.commandLine().getOut());
    } catch (RuntimeException e) {
      daemon.abandon();
      throw e;
    }
  }
}
