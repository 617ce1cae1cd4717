// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.graphitestack.protocol.PointSink;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.relay.aggregate.AggregationStage;
import org.graphitestack.relay.route.RoutingTable;
import org.graphitestack.relay.spool.FlowGate;
import org.jspecify.annotations.Nullable;

/// Routes each read's points and appends them to the spools of their destinations, as one batch
/// each. Nothing is kept of them when [#accept] returns, but what a full spool holds.
///
/// Called on several event loops at once; each has buffers of its own. Measured by
/// `benchmarks/relay-speed`.
final class Dispatcher implements PointSink {

  /// Where routes lead at the moment.
  ///
  /// @param lanes in the order of the table's destinations
  /// @param files in the order of the table's files
  /// @param forwardAll as [RelayRoutes] has it
  /// @param numbered likewise
  record Routes(
      RoutingTable table,
      List<Lane> lanes,
      List<LineFile> files,
      @Nullable AggregationStage aggregation,
      boolean forwardAll,
      boolean numbered) {}

  private final RelayLedger ledger;
  private final FlowGate gate;
  private final int timestampResolution;
  private final InstantSource clock;

  /// Batches share it; a reload has it alone, so that when it is done no batch is on an old route.
  private final ReentrantReadWriteLock swap = new ReentrantReadWriteLock();

  @SuppressWarnings("ThreadLocalUsage") // one relay a process, and its event loops end with it
  private final ThreadLocal<@Nullable BatchRouter> routers = new ThreadLocal<>();

  private Routes routes;

  /// @param timestampResolution timestamps are rounded down to a multiple of it; 0: they stay
  Dispatcher(
      Routes routes,
      RelayLedger ledger,
      FlowGate gate,
      int timestampResolution,
      InstantSource clock) {
    this.routes = routes;
    this.ledger = ledger;
    this.gate = gate;
    this.timestampResolution = timestampResolution;
    this.clock = clock;
  }

  /// Puts other routes in force. When this returns, no batch is on its way along the old ones.
  void swap(Routes others) {
    swap.writeLock().lock();
    try {
      routes = others;
    } finally {
      swap.writeLock().unlock();
    }
  }

  /// The routes in force.
  Routes routes() {
    swap.readLock().lock();
    try {
      return routes;
    } finally {
      swap.readLock().unlock();
    }
  }

  @Override
  public ReceivedPoints newBatch() {
    return ReceivedPoints.keepingLines();
  }

  @Override
  public void accept(ReceivedPoints points) {
    swap.readLock().lock();
    try {
      ledger.received(points.size());
      router().received(points, clock.millis());
    } finally {
      swap.readLock().unlock();
    }
  }

  /// Takes points the relay made itself.
  ///
  /// @param aggregation which rule of the aggregation made them; 0 for the relay's own metrics
  void acceptGenerated(int aggregation, ReceivedPoints points) {
    swap.readLock().lock();
    try {
      ledger.generated(points.size());
      router().generated(aggregation, points, clock.millis());
    } finally {
      swap.readLock().unlock();
    }
  }

  /// A point is in its spools when [#accept] returns, unless one of them had no room.
  @Override
  public void whenDurable(Runnable then) {
    gate.whenOpen(then);
  }

  @SuppressWarnings("ReferenceEquality") // each reload makes new routes, like the old ones or not
  private BatchRouter router() {
    var router = routers.get();
    if (router == null || router.routes() != routes) {
      router = new BatchRouter(routes, ledger, timestampResolution);
      routers.set(router);
    }
    return router;
  }
}
