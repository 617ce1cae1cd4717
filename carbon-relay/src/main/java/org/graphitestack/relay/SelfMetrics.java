// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.own.OwnMetrics;
import org.graphitestack.protocol.own.ProcessFigures;
import org.graphitestack.relay.route.RelayReject;

/// The relay's own metrics under carbon's names, `carbon.relays.HOST-INSTANCE.…`, sent along its
/// own routes once per interval. Counts are those of the interval; reasons that never occurred have
/// no metric. Called by one thread.
///
/// Carbon's `queuedUntilReady`, `queuedUntilConnected` and `relayMaxQueueLength` tell the length of
/// queues in memory; here they tell what is spooled while the peer is not there, or at all.
final class SelfMetrics {

  private static final double MILLIS = 1e3;

  private final OwnMetrics metrics;
  private final CarbonRelay relay;

  SelfMetrics(RelayConfig config, CarbonRelay relay, InstantSource clock, LongSupplier nanoTime) {
    this.metrics =
        new OwnMetrics(
            config.metricPrefix(),
            config.program(),
            config.host(),
            config.instance(),
            ReceivedPoints.keepingLines(),
            ProcessFigures.ofThisJvm(),
            clock,
            nanoTime);
    this.relay = relay;
  }

  /// Sends the figures since the last call.
  void record() {
    metrics.begin();
    metrics.addListeners(relay.listeners());
    routingFigures();
    relay.destinations().forEach(this::destinationFigures);
    metrics.addProcess();
    metrics.end(relay::acceptOwn);
  }

  private void routingFigures() {
    var ledger = relay.ledger();
    metrics.addIfEver("blacklistMatches", ledger.rejected(RelayReject.BLACKLISTED));
    metrics.addIfEver("whitelistRejects", ledger.rejected(RelayReject.NOT_WHITELISTED));
    metrics.addIfEver("rejects.invalidData", ledger.rejected(RelayReject.INVALID_DATA));
    metrics.addIfEver("rejects.invalidName", ledger.rejected(RelayReject.INVALID_NAME));
    metrics.addIfEver("blackholed", ledger.blackholed());
    metrics.addIfEver("aggregated", ledger.aggregated());
    metrics.addIfEver("fileLines", ledger.fileLines());
    metrics.addIfEver("fileFailures", ledger.fileFailures());
    metrics.addIfEver("senderPauses", relay.pauses());
  }

  private void destinationFigures(DestinationFigures destination) {
    var spool = destination.spool();
    var name = "destinations." + destination.name().replace('.', '_') + ".";
    metrics.add(name + "attemptedRelays", metrics.since(name + "taken", spool.taken()));
    metrics.add(name + "sent", metrics.since(name + "delivered", spool.delivered()));
    metrics.add(name + "relayMaxQueueLength", spool.queued());
    if (!destination.healthy()) {
      metrics.add(name + "queuedUntilConnected", spool.queued());
    }
    metrics.addIfEver(name + "fullQueueDrops", spool.droppedPoints());
    metrics.addIfEver(name + "lost", spool.lost());
    metrics.addIfEver(name + "connectionFailures", destination.runner().failures());
    metrics.add(name + "spoolBytes", spool.queuedBytes());
    metrics.add(name + "lagSeconds", destination.lag().toMillis() / MILLIS);
  }
}
