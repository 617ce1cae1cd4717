// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.net.InetSocketAddress;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `graphite run`: the main job in one process.
@Command(
    name = "run",
    description =
        "Runs cache, storage and web in one process: takes metrics, keeps them, draws them.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RunCommand extends DaemonCommand {

  @Mixin CacheConfOptions confOptions = new CacheConfOptions();
  @Mixin PortOptions portOptions = new PortOptions();
  @Mixin QueryOptions queryOptions = new QueryOptions();
  @Mixin WebOptions webOptions = new WebOptions();

  @Override
  DaemonPlan plan(HomeFolder home) {
    var source =
        new CacheSetup.Source(
            home, confOptions, homeOptions, portOptions, queryOptions, bindOptions);
    var setup = CacheSetup.read(source);
    var web = WebSetup.read(new WebSetup.Source(home, homeOptions, webOptions, List.of()));
    return new DaemonPlan(
        setup.name(),
        setup.conf().storage(),
        daemon -> {
          daemon.openCache(source, setup);
          daemon.openWeb(
              new InetSocketAddress(bindOptions.addressOrLoopback(), web.settings().port()), web);
        });
  }
}
