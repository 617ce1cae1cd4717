// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import org.graphitestack.config.RelayConf;
import picocli.CommandLine.Command;

/// `graphite aggregator`: a relay that rewrites and aggregates on the way.
@Command(
    name = "aggregator",
    description =
        "Runs an aggregator: makes points of many into points of one, by aggregation-rules.conf,"
            + " and delivers as the relay does. Reads section [aggregator] of carbon.conf.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class AggregatorCommand extends RelayDaemonCommand {

  AggregatorCommand() {
    super(RelayConf.Program.AGGREGATOR, AdminOptions.AGGREGATOR_PORT);
  }
}
