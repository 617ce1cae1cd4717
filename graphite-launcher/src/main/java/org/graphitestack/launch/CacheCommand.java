// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `graphite cache`: listeners, memory and whisper files, without the web.
@Command(
    name = "cache",
    description =
        "Runs the cache alone: takes metrics and keeps them in whisper files, a ceres"
            + " tree or a Cassandra cluster.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CacheCommand extends DaemonCommand {

  private static final String PAGE = "/status-page/cache.html";

  @Mixin CacheConfOptions confOptions = new CacheConfOptions();
  @Mixin PortOptions portOptions = new PortOptions();
  @Mixin QueryOptions queryOptions = new QueryOptions();
  @Mixin AdminOptions adminOptions = new AdminOptions();

  @Override
  DaemonPlan plan(HomeFolder home) {
    var source =
        new CacheSetup.Source(
            home, confOptions, homeOptions, portOptions, queryOptions, bindOptions);
    var setup = CacheSetup.read(source);
    return new DaemonPlan(
        setup.name(),
        setup.conf().storage(),
        daemon -> {
          daemon.openCache(source, setup);
          daemon.openAdmin(PAGE, adminOptions, bindOptions, AdminOptions.CACHE_PORT);
        });
  }
}
