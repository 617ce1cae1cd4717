// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.graphitestack.log.LogEnvironment;
import org.graphitestack.log.LogMaintenance;
import org.graphitestack.log.LogOptions;
import org.graphitestack.relay.spool.FlowGate;
import org.graphitestack.relay.spool.Spool;
import org.graphitestack.relay.spool.SpoolFolder;
import org.graphitestack.relay.spool.SpoolOptions;
import org.graphitestack.relay.spool.SpoolView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where the spools are: where a relay's configuration says, or in a folder.
final class SpoolPlace {

  @Mixin RelaySource source = new RelaySource();

  @Option(
      names = "--spool-dir",
      paramLabel = "DIR",
      description = "The folder of spools; no configuration is read then.")
  @Nullable Path spoolFolder;

  private @Nullable RelaySetup read;

  /// The relay's configuration, unless a folder was named.
  Optional<RelaySetup> setup() {
    if (spoolFolder == null && read == null) {
      read = source.read();
    }
    return Optional.ofNullable(read);
  }

  /// The folder of all spools.
  Path folder() {
    return setup()
        .map(setup -> setup.config().spool().folder())
        .or(() -> Optional.ofNullable(spoolFolder))
        .orElseThrow()
        .toAbsolutePath()
        .normalize();
  }

  /// The destinations that have a spool.
  List<String> destinations() throws IOException {
    return SpoolFolder.destinations(existing());
  }

  /// Looks at all spools.
  List<SpoolView> views() throws IOException {
    var views = new ArrayList<SpoolView>();
    for (var destination : destinations()) {
      views.add(SpoolView.of(folder(), destination));
    }
    return views;
  }

  /// Looks at one spool.
  ///
  /// @throws StartFailure if the destination has none
  SpoolView view(String destination) throws IOException {
    try {
      return SpoolView.of(existing(), destination);
    } catch (NoSuchFileException e) {
      var known = SpoolFolder.destinations(folder());
      throw new StartFailure(
          folder()
              + ": no spool of "
              + destination
              + " (expected: "
              + (known.isEmpty() ? "none is there" : "one of " + String.join(", ", known))
              + ")",
          e);
    }
  }

  /// Opens a spool, to move or to drop what is in it.
  ///
  /// @throws org.graphitestack.log.LogInUseException if a relay has it open
  Spool open(SpoolView view, LogMaintenance maintenance) throws IOException {
    var options = new SpoolOptions(folder(), LogOptions.defaults().withMinFreeBytes(0));
    var environment =
        new LogEnvironment(SystemClocks.wall(), SystemClocks.nanos(), () -> Long.MAX_VALUE);
    return Spool.open(view.destination(), options, environment, maintenance, new FlowGate());
  }

  private Path existing() {
    if (!Files.isDirectory(folder())) {
      throw new StartFailure(
          "spool folder " + folder() + ": not there (expected: a folder of spools)");
    }
    return folder();
  }
}
