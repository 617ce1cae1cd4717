// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.net.InetSocketAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `graphite web`: the web over a whisper tree, and over what caches of other processes hold.
@Command(
    name = "web",
    description =
        "Runs the web alone over trees of whisper files or ceres nodes, or a Cassandra cluster:"
            + " finds, computes and draws.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class WebCommand extends DaemonCommand {

  @Mixin WebOptions webOptions = new WebOptions();
  @Mixin CarbonlinkOptions carbonlinkOptions = new CarbonlinkOptions();

  @Override
  DaemonPlan plan(HomeFolder home) {
    var setup =
        WebSetup.read(
            new WebSetup.Source(home, homeOptions, webOptions, carbonlinkOptions.overrides()));
    return new DaemonPlan(
        "web",
        setup.settings().storage(),
        daemon -> {
          setup.settings().caches().ifPresent(daemon::askCaches);
          daemon.openWeb(
              new InetSocketAddress(bindOptions.addressOrLoopback(), setup.settings().port()),
              setup);
        });
  }
}
