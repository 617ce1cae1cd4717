// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.util.List;
import java.util.function.Consumer;
import org.graphitestack.web.state.StateException;
import org.graphitestack.web.state.StateStore;
import picocli.CommandLine.Mixin;

/// The state that a command is about.
final class StatePlace {

  @Mixin HomeOptions homeOptions = new HomeOptions();
  @Mixin StateOptions stateOptions = new StateOptions();

  /// Does something with the state.
  ///
  /// @return the exit status
  /// @throws StartFailure if it cannot be done
  int with(Consumer<StateStore> task) {
    var flags = new WebOptions();
    flags.stateOptions = stateOptions;
    var source = new WebSetup.Source(homeOptions.folder(), homeOptions, flags, List.of());
    try (var store = StateStore.at(WebSetup.read(source).state())) {
      task.accept(store);
      return 0;
    } catch (StateException | IllegalArgumentException e) {
      throw new StartFailure(String.valueOf(e.getMessage()), e);
    }
  }
}
