// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which carbon.conf a cache reads, and which of its sections: as carbon's daemons have it.
final class CacheConfOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "carbon.conf to read; storage-schemas.conf and the others are looked for beside it."
              + " Default: HOME/conf/carbon.conf")
  @Nullable Path file;

  @Option(
      names = "--instance",
      paramLabel = "NAME",
      defaultValue = "a",
      description = "Reads the section [cache:NAME] over [cache]. Default: a")
  String instance = "a";

  Path fileOr(HomeFolder home) {
    return file == null ? home.conf().resolve("carbon.conf") : file.toAbsolutePath().normalize();
  }
}
