// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the web keeps its own state.
final class StateOptions {

  @Option(
      names = "--state-url",
      paramLabel = "URL",
      description =
          "Where events are kept: postgresql://USER:PASSWORD@HOST/DATABASE, jdbc:postgresql:… or"
              + " jdbc:sqlite:FILE. Default: storage/graphite.db in the home")
  @Nullable String url;
}
