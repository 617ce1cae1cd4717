// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The ports points come in at.
final class ListenerOptions {

  @Option(
      names = "--line-port",
      paramLabel = "PORT",
      description =
          "Plaintext, TCP and (if ENABLE_UDP_LISTENER) UDP; 0 takes any free port. Default: 2003")
  @Nullable Integer line;

  @Option(
      names = "--pickle-port",
      paramLabel = "PORT",
      description = "Pickle; 0 takes any free port. Default: 2004")
  @Nullable Integer pickle;

  @Option(
      names = "--query-port",
      paramLabel = "PORT",
      description =
          "Carbonlink. Accepted, but cache queries are not served in this version. Default: 7002")
  @Nullable Integer query;
}
