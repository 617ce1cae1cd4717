// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.net.InetSocketAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `graphite web`: the web over a whisper tree, without listeners.
@Command(
    name = "web",
    description = "Runs the web alone over a whisper tree: finds, computes and draws.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class WebCommand extends DaemonCommand {

  @Mixin WebOptions webOptions = new WebOptions();

  @Override
  void open(Daemon daemon, HomeFolder home) {
    daemon.openWeb(
        new InetSocketAddress(bindOptions.addressOrLoopback(), webOptions.port), webOptions);
  }
}
