// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `graphite cache`: listeners, memory and whisper files, without the web.
@Command(
    name = "cache",
    description = "Runs the cache alone: takes metrics and keeps them in whisper files.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CacheCommand extends DaemonCommand {

  @Mixin CacheConfOptions confOptions = new CacheConfOptions();
  @Mixin PortOptions portOptions = new PortOptions();
  @Mixin QueryOptions queryOptions = new QueryOptions();

  @Option(
      names = "--admin-port",
      paramLabel = "PORT",
      description =
          "HTTP with /healthz, /readyz, /metrics, /cache/status.json and what changes series; 0"
              + " takes any free port. Default: none")
  @Nullable Integer adminPort;

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
          if (adminPort != null) {
            daemon.openAdmin(new InetSocketAddress(bindOptions.addressOrLoopback(), adminPort));
          }
        });
  }
}
