// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The port where a daemon without the web tells of itself.
final class AdminOptions {

  /// Defaults that do not meet: a relay, a cache and an aggregator on one machine.
  static final int RELAY_PORT = 8081;

  static final int CACHE_PORT = 8082;
  static final int AGGREGATOR_PORT = 8083;

  @Option(
      names = "--admin-port",
      paramLabel = "PORT",
      description =
          "HTTP with /healthz, /readyz, /metrics and a status page; 0 takes any free port."
              + " Default: relay 8081, cache 8082, aggregator 8083, and any free port if that is"
              + " taken")
  @Nullable Integer port;
}
