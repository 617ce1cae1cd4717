// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.nio.file.Path;
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

  /// Opens this daemon's parts.
  abstract void open(Daemon daemon, HomeFolder home);

  @Override
  public final Integer call() {
    var home = homeOptions.folder();
    home.create();
    var daemon = Daemon.over(whisperRoot(home), home.nameLog(spec.name()));
    try {
      open(daemon, home);
      return daemon.run(spec.commandLine().getOut());
    } catch (RuntimeException e) {
      daemon.abandon();
      throw e;
    }
  }

  private Path whisperRoot(HomeFolder home) {
    var chosen = storageOptions.folder;
    return chosen == null ? home.whisper() : chosen.toAbsolutePath().normalize();
  }
}
