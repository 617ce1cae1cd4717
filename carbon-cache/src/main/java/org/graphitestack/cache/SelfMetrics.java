// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.graphitestack.cache.ledger.CacheLedger;
import org.graphitestack.cache.ledger.DropReason;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.protocol.PointSink;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.listen.Listeners;
import org.graphitestack.protocol.own.OwnMetrics;
import org.graphitestack.protocol.own.ProcessFigures;
import org.graphitestack.protocol.query.CacheQueryServer;
import org.graphitestack.storage.limit.Measure;

/// The cache's own metrics under carbon's names, `carbon.agents.HOST-INSTANCE.…`, put into the
/// cache itself once per interval. Counts are those of the interval; reasons that never occurred
/// have no metric. Called by one thread.
final class SelfMetrics {

  private static final double NANOS_PER_SECOND = 1e9;

  private final OwnMetrics metrics;
  private final CacheLedger ledger;
  private final Listeners listeners;
  private final Optional<CacheQueryServer> queries;
  private final PointSink cache;
  private volatile Consumer<OwnMetrics> also = _ -> {};

  SelfMetrics(
      CacheConfig config,
      CacheLedger ledger,
      Listeners listeners,
      Optional<CacheQueryServer> queries,
      PointSink cache,
      ProcessFigures process,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.metrics =
        new OwnMetrics(
            config.metricPrefix(),
            "agents",
            config.host(),
            config.instance(),
            new ReceivedPoints(),
            process,
            clock,
            nanoTime);
    this.ledger = ledger;
    this.listeners = listeners;
    this.queries = queries;
    this.cache = cache;
  }

  /// Has somebody else add figures from now on.
  void tellAlso(Consumer<OwnMetrics> more) {
    also = more;
  }

  /// Puts the figures since the last call into the cache.
  void record() {
    metrics.begin();
    metrics.addListeners(listeners.all());
    for (var reason : InvalidMetricPathException.Reason.values()) {
      metrics.addIfEver("rejects.name." + OwnMetrics.label(reason), ledger.rejectedNames(reason));
    }
    metrics.addIfEver("blacklistMatches", ledger.blacklisted());
    metrics.addIfEver("whitelistRejects", ledger.notWhitelisted());
    for (var measure : Measure.values()) {
      metrics.addIfEver("overLimit." + measure.label(), ledger.overLimit(measure));
    }
    metrics.addProcess();
    memoryFigures();
    writeFigures();
    queries.ifPresent(this::queryFigures);
    also.accept(metrics);
    metrics.end(cache::accept);
  }

  private void memoryFigures() {
    metrics.add("cache.size", ledger.held());
    metrics.add("cache.bytes", ledger.heldBytes());
    metrics.add("cache.queues", ledger.seriesHeld());
    metrics.add("cache.series", ledger.seriesKnown());
    metrics.add("cache.createsWaiting", ledger.createsWaiting());
    metrics.add("cache.overflow", metrics.since("overflow", ledger.dropped(DropReason.OVERFLOW)));
    metrics.addIfEver("cache.replaced", ledger.replaced());
    for (var reason : DropReason.values()) {
      metrics.addIfEver("drops." + reason.label(), ledger.dropped(reason));
      metrics.addIfEver("quarantined." + reason.label(), ledger.quarantined(reason));
    }
  }

  private void writeFigures() {
    var writes = metrics.since("writes", ledger.writes());
    var stored = metrics.since("stored", ledger.stored());
    var nanos = metrics.since("writeNanos", ledger.writeNanos());
    metrics.add("updateOperations", writes);
    metrics.add("committedPoints", stored);
    if (writes > 0) {
      metrics.add("pointsPerUpdate", (double) stored / writes);
      metrics.add("avgUpdateTime", (double) nanos / writes / NANOS_PER_SECOND);
    }
    metrics.add("creates", metrics.since("creates", ledger.creates()));
    // a series that may not be created yet keeps its points, so no create is ever dropped
    metrics.add("droppedCreates", 0);
    metrics.add("errors", metrics.since("errors", ledger.errors()));
  }

  private void queryFigures(CacheQueryServer server) {
    var asked = server.queries();
    var bulk = metrics.since("bulk", asked.bulkQueries());
    var names = metrics.since("bulkNames", asked.bulkMetrics());
    metrics.add("cache.queries", metrics.since("queries", asked.queries()));
    metrics.add("cache.bulk_queries", bulk);
    if (bulk > 0) {
      metrics.add("cache.bulk_queries_average_size", (double) names / bulk);
    }
    for (var reject : server.counters().rejects().entrySet()) {
      metrics.addIfEver("rejects.query." + OwnMetrics.label(reject.getKey()), reject.getValue());
    }
  }
}
