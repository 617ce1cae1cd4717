// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import org.graphitestack.config.RelayConf;
import picocli.CommandLine.Command;

/// `graphite relay`: takes points and passes them on, by way of the disk.
@Command(
    name = "relay",
    description =
        "Runs a relay: writes every point to disk and delivers it to its destinations, each at its"
            + " own pace. Reads section [relay] of carbon.conf.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RelayCommand extends RelayDaemonCommand {

  RelayCommand() {
    super(RelayConf.Program.RELAY, AdminOptions.RELAY_PORT);
  }
}
