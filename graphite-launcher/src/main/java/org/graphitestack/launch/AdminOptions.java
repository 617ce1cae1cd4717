// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The port where a daemon without the web tells of itself.
final class AdminOptions {

  @Option(
      names = "--admin-port",
      paramLabel = "PORT",
      description =
          "HTTP with /healthz, /readyz, /metrics and a status page; 0 takes any free port."
              + " Default: 8081")
  @Nullable Integer port;

  static final int DEFAULT_PORT = 8081;

  int portOrDefault() {
    return port == null ? DEFAULT_PORT : port;
  }
}
