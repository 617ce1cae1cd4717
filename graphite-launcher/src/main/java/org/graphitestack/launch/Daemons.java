// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;

/// The commands that run until they are stopped.
final class Daemons {

  private static final Map<String, Supplier<Object>> BY_NAME = byName();

  private Daemons() {}

  private static Map<String, Supplier<Object>> byName() {
    var byName = new LinkedHashMap<String, Supplier<Object>>();
    byName.put("run", RunCommand::new);
    byName.put("cache", CacheCommand::new);
    byName.put("relay", RelayCommand::new);
    byName.put("aggregator", AggregatorCommand::new);
    byName.put("web", WebCommand::new);
    return byName;
  }

  /// The daemon of a name, if it is one's.
  static Optional<Object> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name)).map(Supplier::get);
  }

  /// Adds them to the root command.
  static void addTo(CommandLine root) {
    BY_NAME.values().forEach(daemon -> root.addSubcommand(daemon.get()));
  }
}
