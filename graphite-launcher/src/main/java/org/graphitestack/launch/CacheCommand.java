// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `graphite cache`: listeners, memory and whisper files, without the web.
@Command(
    name = "cache",
    description = "Runs the cache alone: takes metrics and keeps them in whisper files.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CacheCommand extends DaemonCommand {

  @Mixin PortOptions portOptions = new PortOptions();
  @Mixin QueryOptions queryOptions = new QueryOptions();

  @Override
  void open(Daemon daemon, HomeFolder home) {
    daemon.openCache(CacheSetup.read(home, homeOptions, portOptions, queryOptions, bindOptions));
  }
}
