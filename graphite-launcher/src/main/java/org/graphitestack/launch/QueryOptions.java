// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The port of cache queries.
final class QueryOptions {

  @Option(
      names = "--query-port",
      paramLabel = "PORT",
      description =
          "Carbonlink. Accepted, but cache queries are not served in this version. Default: 7002")
  @Nullable Integer query;
}
