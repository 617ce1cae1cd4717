// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import picocli.CommandLine.Option;

/// The port of the web.
final class WebOptions {

  @Option(
      names = "--web-port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "HTTP; 0 takes any free port. Default: 8080")
  int port = 8080;
}
