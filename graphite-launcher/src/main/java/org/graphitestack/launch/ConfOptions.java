// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which carbon.conf, and which of its sections: as carbon's daemons have it.
final class ConfOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "carbon.conf to read; files of rules are looked for beside it. Default:"
              + " HOME/conf/carbon.conf")
  @Nullable Path file;

  @Option(
      names = "--instance",
      paramLabel = "NAME",
      defaultValue = "a",
      description = "Reads the section [relay:NAME] over [relay]. Default: a")
  String instance = "a";

  @Option(
      names = "--c-relay-config",
      paramLabel = "FILE",
      description =
          "Routes, listeners and aggregations from a configuration of carbon-c-relay; carbon.conf"
              + " then only says how points are spooled and sent.")
  @Nullable Path cRelayFile;

  Path fileOr(HomeFolder home) {
    return file == null ? home.conf().resolve("carbon.conf") : file.toAbsolutePath().normalize();
  }
}
