// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// Flags that every daemon shares.
final class HomeOptions {

  @Option(
      names = "--home",
      paramLabel = "DIR",
      defaultValue = "graphite-home",
      description =
          "Where conf/ and storage/ are; made with a commented default configuration on first"
              + " start. Default: ./graphite-home")
  Path home = Path.of("graphite-home");

  @Option(
      names = "--set",
      paramLabel = "SECTION.KEY=VALUE",
      description =
          "Overrides one setting of carbon.conf, for instance cache.MAX_CACHE_SIZE=1000000, or of"
              + " graphite-web.toml, for instance web.TIME_ZONE=Europe/Berlin."
              + " Repeatable.")
  List<String> settings = new ArrayList<>();

  HomeFolder folder() {
    return new HomeFolder(home);
  }
}
