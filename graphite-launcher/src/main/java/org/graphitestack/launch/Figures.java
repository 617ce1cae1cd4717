// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.graphitestack.cache.CarbonCache;
import org.graphitestack.cache.ledger.DropReason;
import org.graphitestack.launch.upkeep.TreeKeeper;
import org.graphitestack.log.LogStatistics;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.listen.PointListener;
import org.graphitestack.protocol.query.CacheCluster;
import org.graphitestack.protocol.query.CacheQueryServer;
import org.graphitestack.relay.CarbonRelay;
import org.graphitestack.relay.route.RelayReject;
import org.graphitestack.storage.cassandra.CassandraStatistics;
import org.graphitestack.storage.ceres.CeresStatistics;
import org.graphitestack.storage.index.NameIndex;
import org.graphitestack.storage.limit.Measure;
import org.graphitestack.storage.whisper.WhisperStatistics;
import org.jspecify.annotations.Nullable;

/// What the process counts, in Prometheus' text format. The modules keep plain counters and know
/// nothing of this; here each gets its name.
final class Figures implements AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Meters meters = new Meters(registry);
  private final WebFigures web = new WebFigures(meters);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Set<String> limited = ConcurrentHashMap.newKeySet();
  private volatile @Nullable DestinationMeters destinations;

  Figures() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /// The figures of now.
  String text() {
    var meters = destinations;
    if (meters != null) {
      meters.refresh();
    }
    return registry.scrape();
  }

  /// Those of the web.
  WebFigures web() {
    return web;
  }

  void index(IndexedTree tree) {
    meters.gauge("graphite.index.series", "Series names known", tree.index(), NameIndex::size);
    meters.gauge(
        "graphite.index.heap.bytes",
        "Bytes of the names on the heap, measured once a minute",
        tree,
        IndexedTree::heapBytes);
    meters.gauge(
        "graphite.index.log.bytes", "Bytes of the log of names", tree, IndexedTree::logBytes);
    meters.gauge(
        "graphite.index.news.seconds",
        "Seconds since the tree was last looked through for what others add and remove",
        tree,
        IndexedTree::newsSeconds);
    meters.gauge(
        "graphite.storage.usable.bytes",
        "Bytes free where series are kept; -1 if that is not known",
        tree,
        t -> t.engine().usableBytes());
  }

  /// What keeps the files in order.
  void keeper(TreeKeeper keeper) {
    meters.counter(
        "graphite.upkeep.converted",
        "Files brought into the layout of the schemas",
        keeper,
        TreeKeeper::converted);
    meters.counter(
        "graphite.upkeep.refused",
        "Files that could not be brought into it",
        keeper,
        TreeKeeper::refused);
    meters.counter("graphite.upkeep.mended", "Damaged files mended", keeper, TreeKeeper::mended);
    meters.counter(
        "graphite.upkeep.set.aside",
        "Damaged files that could not be mended",
        keeper,
        TreeKeeper::setAside);
  }

  void whisper(WhisperStatistics whisper) {
    meters.counter(
        "graphite.whisper.creates", "Files created", whisper, WhisperStatistics::creates);
    meters.counter(
        "graphite.whisper.updates", "Batches written", whisper, WhisperStatistics::updates);
    meters.counter(
        "graphite.whisper.points", "Points written", whisper, WhisperStatistics::pointsWritten);
    meters.counter("graphite.whisper.reads", "Series read", whisper, WhisperStatistics::reads);
    meters.counter(
        "graphite.whisper.corrupt", "Corrupt files met", whisper, WhisperStatistics::corruptFiles);
    meters.counter(
        "graphite.whisper.dropped",
        "Points left out",
        Tags.of("reason", "too_old"),
        whisper,
        WhisperStatistics::pointsTooOld);
    meters.counter(
        "graphite.whisper.dropped",
        "Points left out",
        Tags.of("reason", "unrepresentable"),
        whisper,
        WhisperStatistics::pointsUnrepresentable);
    meters.gauge(
        "graphite.whisper.mapped.files",
        "Files mapped now",
        whisper,
        WhisperStatistics::mappedFiles);
    meters.counter(
        "graphite.whisper.map.hits", "Accesses through a map", whisper, WhisperStatistics::mapHits);
    meters.counter(
        "graphite.whisper.map.faults", "Faults under a map", whisper, WhisperStatistics::mapFaults);
  }

  void ceres(CeresStatistics ceres) {
    meters.counter("graphite.ceres.creates", "Nodes created", ceres, CeresStatistics::creates);
    meters.counter("graphite.ceres.updates", "Batches written", ceres, CeresStatistics::updates);
    meters.counter(
        "graphite.ceres.points", "Points written", ceres, CeresStatistics::pointsWritten);
    meters.counter("graphite.ceres.slices", "Slices begun", ceres, CeresStatistics::slicesCreated);
    meters.counter("graphite.ceres.reads", "Series read", ceres, CeresStatistics::reads);
    meters.counter(
        "graphite.ceres.corrupt", "Corrupt nodes met", ceres, CeresStatistics::corruptNodes);
    meters.counter(
        "graphite.ceres.dropped",
        "Points left out",
        Tags.of("reason", "too_old"),
        ceres,
        CeresStatistics::pointsTooOld);
    meters.counter(
        "graphite.ceres.dropped",
        "Points left out",
        Tags.of("reason", "unrepresentable"),
        ceres,
        CeresStatistics::pointsUnrepresentable);
    meters.counter(
        "graphite.ceres.maintained.nodes",
        "Nodes that maintenance went through",
        ceres,
        CeresStatistics::nodesMaintained);
    meters.counter(
        "graphite.ceres.rolled.up",
        "Coarse points that maintenance wrote",
        ceres,
        CeresStatistics::pointsRolledUp);
    meters.counter(
        "graphite.ceres.merged.slices",
        "Slices that went into their neighbour",
        ceres,
        CeresStatistics::slicesMerged);
    meters.counter(
        "graphite.ceres.cut.slices",
        "Slices that lost their beginning",
        ceres,
        CeresStatistics::slicesCut);
    meters.counter(
        "graphite.ceres.deleted.slices",
        "Slices of which nothing is kept any longer",
        ceres,
        CeresStatistics::slicesDeleted);
  }

  void cassandra(CassandraStatistics cluster) {
    meters.counter(
        "graphite.cassandra.creates", "Series created", cluster, CassandraStatistics::creates);
    meters.counter(
        "graphite.cassandra.updates", "Batches written", cluster, CassandraStatistics::updates);
    meters.counter(
        "graphite.cassandra.points", "Points written", cluster, CassandraStatistics::pointsWritten);
    meters.counter(
        "graphite.cassandra.dropped",
        "Points left out",
        Tags.of("reason", "too_old"),
        cluster,
        CassandraStatistics::pointsTooOld);
    meters.counter(
        "graphite.cassandra.dropped",
        "Points left out",
        Tags.of("reason", "unrepresentable"),
        cluster,
        CassandraStatistics::pointsUnrepresentable);
    meters.counter(
        "graphite.cassandra.chunks.written",
        "Rows of points written",
        cluster,
        CassandraStatistics::chunksWritten);
    meters.counter(
        "graphite.cassandra.rolled.up",
        "Coarse points written",
        cluster,
        CassandraStatistics::pointsRolledUp);
    meters.counter(
        "graphite.cassandra.sealed.pages",
        "Pages whose rows became one",
        cluster,
        CassandraStatistics::pagesSealed);
    meters.counter("graphite.cassandra.reads", "Series read", cluster, CassandraStatistics::reads);
    meters.counter(
        "graphite.cassandra.chunks.read",
        "Rows of points read, by writers too",
        cluster,
        CassandraStatistics::chunksRead);
    meters.counter(
        "graphite.cassandra.corrupt",
        "Rows of points that made no sense",
        cluster,
        CassandraStatistics::corruptChunks);
    meters.counter(
        "graphite.cassandra.unreached",
        "Requests that the cluster did not answer, or not in time",
        cluster,
        CassandraStatistics::unreached);
    meters.counter(
        "graphite.cassandra.news",
        "Series of which the cluster told that they came or went",
        cluster,
        CassandraStatistics::newsRead);
    meters.counter(
        "graphite.cassandra.expired",
        "Dead series removed",
        cluster,
        CassandraStatistics::expiredSeries);
    driver(cluster);
  }

  private void driver(CassandraStatistics cluster) {
    meters.gauge(
        "graphite.cassandra.nodes",
        "Nodes that are connected to",
        cluster,
        CassandraStatistics::connectedNodes);
    meters.gauge(
        "graphite.cassandra.requests.waiting",
        "Requests that wait for others to end",
        cluster,
        CassandraStatistics::requestsWaiting);
    meters.gauge(
        "graphite.cassandra.request.p99.seconds",
        "What 99 of 100 requests took at most, lately",
        cluster,
        CassandraStatistics::requestSeconds99);
    meters.counter(
        "graphite.cassandra.requests", "Requests answered", cluster, CassandraStatistics::requests);
    meters.counter(
        "graphite.cassandra.timeouts",
        "Requests given up after their timeout",
        cluster,
        CassandraStatistics::timeouts);
    meters.counter(
        "graphite.cassandra.sent.bytes", "Bytes sent", cluster, CassandraStatistics::bytesSent);
    meters.counter(
        "graphite.cassandra.received.bytes",
        "Bytes received",
        cluster,
        CassandraStatistics::bytesReceived);
  }

  void cache(CarbonCache cache) {
    cache.listeners().forEach(this::listener);
    cache.queries().ifPresent(this::queries);
    var ledger = cache.ledger();
    meters.counter(
        "graphite.cache.received", "Points handed to the cache", ledger, l -> l.received());
    meters.counter(
        "graphite.cache.replaced",
        "Points replaced before they were stored",
        ledger,
        l -> l.replaced());
    meters.counter("graphite.cache.stored", "Points stored", ledger, l -> l.stored());
    meters.counter("graphite.cache.writes", "Batches stored", ledger, l -> l.writes());
    meters.counter("graphite.cache.creates", "Series created", ledger, l -> l.creates());
    meters.counter(
        "graphite.cache.errors", "Calls to storage that failed", ledger, l -> l.errors());
    meters.counter(
        "graphite.cache.replayed",
        "Points from the journal of an earlier process, received among them",
        ledger,
        l -> l.replayed());
    var writes = meters.histogram("graphite.cache.write.duration", "Time to store a batch");
    ledger.onWrite(nanos -> writes.record(nanos, TimeUnit.NANOSECONDS));
    meters.gauge(
        "graphite.cache.max.points", "MAX_CACHE_SIZE", cache, c -> c.memoryLimits().points());
    meters.gauge(
        "graphite.cache.max.bytes",
        "Bytes that points and names may take",
        cache,
        c -> c.memoryLimits().bytes());
    meters.gauge("graphite.cache.points", "Points in memory", ledger, l -> l.held());
    meters.gauge("graphite.cache.bytes", "Bytes these points take", ledger, l -> l.heldBytes());
    meters.gauge("graphite.cache.name.bytes", "Bytes the names take", ledger, l -> l.nameBytes());
    meters.gauge("graphite.cache.names", "Names in memory", ledger, l -> l.seriesKnown());
    meters.gauge(
        "graphite.cache.series", "Series with points in memory", ledger, l -> l.seriesHeld());
    meters.gauge(
        "graphite.cache.creates.waiting",
        "Series that wait to be created",
        ledger,
        l -> l.createsWaiting());
    meters.gauge(
        "graphite.cache.paused",
        "1 while senders are asked to wait",
        cache,
        c -> c.paused() ? 1 : 0);
    for (var reason : DropReason.values()) {
      meters.counter(
          "graphite.cache.dropped",
          "Points dropped after they were accepted",
          Tags.of("reason", reason.label()),
          ledger,
          l -> l.dropped(reason));
    }
    for (var reason : List.of(DropReason.UNSTORABLE, DropReason.CORRUPT)) {
      meters.counter(
          "graphite.cache.quarantined",
          "Points set aside on disk after they were accepted",
          Tags.of("reason", reason.label()),
          ledger,
          l -> l.quarantined(reason));
    }
    for (var measure :
        List.of(Measure.POINTS, Measure.NEW_SERIES, Measure.SERIES, Measure.STORED_BYTES)) {
      meters.counter(
          "graphite.cache.over.limit",
          "Points refused because of a limit of their part of the tree",
          Tags.of("reason", measure.label()),
          ledger,
          l -> l.overLimit(measure));
    }
    if (cache.journal().isPresent()) {
      journal(cache);
    }
    for (var reason : InvalidMetricPathException.Reason.values()) {
      meters.counter(
          "graphite.cache.rejected",
          "Points whose name names no series",
          Tags.of("reason", Meters.label(reason)),
          ledger,
          l -> l.rejectedNames(reason));
    }
  }

  /// The limits of parts of the tree; those that are new get figures, the others keep theirs.
  void limits(LimitsInForce limits) {
    for (var use : limits.book().uses()) {
      for (var measure : use.rule().bounds().keySet()) {
        if (limited.add(use.name() + " " + measure)) {
          new LimitFigures(meters, limits, use.name(), measure).add();
        }
      }
    }
  }

  private void journal(CarbonCache cache) {
    journalCounter(cache, "points", "Points appended", LogStatistics::appendedPoints);
    journalCounter(cache, "bytes", "Bytes appended", LogStatistics::appendedBytes);
    journalCounter(cache, "batches", "Batches appended", LogStatistics::appendedBatches);
    journalCounter(
        cache, "refused", "Batches that found no room at once", LogStatistics::refusedBatches);
    journalCounter(
        cache, "write.failures", "Batches the disk refused", LogStatistics::writeFailures);
    meters.gauge(
        "graphite.journal.size",
        "Bytes on disk",
        cache,
        c -> c.journal().map(LogStatistics::bytes).orElse(0L));
    meters.gauge(
        "graphite.journal.replaying",
        "1 while points of an earlier process are read back",
        cache,
        c -> c.replaying() ? 1 : 0);
  }

  private void journalCounter(
      CarbonCache cache, String name, String help, ToLongFunction<LogStatistics> value) {
    meters.counter(
        "graphite.journal." + name,
        help,
        cache,
        c -> c.journal().map(statistics -> value.applyAsLong(statistics)).orElse(0L));
  }

  private void queries(CacheQueryServer server) {
    var asked = server.queries();
    meters.counter("graphite.query.requests", "Cache queries", asked, q -> q.queries());
    meters.counter(
        "graphite.query.bulk.requests", "Bulk cache queries", asked, q -> q.bulkQueries());
    meters.counter(
        "graphite.query.bulk.series", "Series asked for in bulk", asked, q -> q.bulkMetrics());
    meters.counter("graphite.query.metadata", "Questions about metadata", asked, q -> q.metadata());
    meters.gauge(
        "graphite.query.connections",
        "Connections open",
        server,
        s -> s.counters().connectionsOpen());
    for (var reason : RejectReason.values()) {
      meters.counter(
          "graphite.query.rejected",
          "Cache queries refused",
          Tags.of("reason", Meters.label(reason)),
          server,
          s -> s.counters().rejects(reason));
    }
  }

  void caches(CacheCluster caches) {
    meters.counter(
        "graphite.carbonlink.failures", "Times a cache gave no answer", caches, c -> c.failures());
  }

  void relay(CarbonRelay relay) {
    relay.listeners().forEach(this::listener);
    var ledger = relay.ledger();
    meters.counter("graphite.relay.received", "Points that came in", ledger, l -> l.received());
    meters.counter("graphite.relay.generated", "Points the relay made", ledger, l -> l.generated());
    meters.counter("graphite.relay.routed", "Points that went anywhere", ledger, l -> l.routed());
    meters.counter("graphite.relay.copies", "Points times destinations", ledger, l -> l.copies());
    meters.counter(
        "graphite.relay.aggregated", "Points only aggregated", ledger, l -> l.aggregated());
    meters.counter(
        "graphite.relay.blackholed", "Points meant for nobody", ledger, l -> l.blackholed());
    meters.counter(
        "graphite.relay.file.lines", "Lines appended to files", ledger, l -> l.fileLines());
    meters.counter(
        "graphite.relay.file.failures",
        "Lines that could not be appended",
        ledger,
        l -> l.fileFailures());
    for (var reason : RelayReject.values()) {
      meters.counter(
          "graphite.relay.rejected",
          "Points refused by rules",
          Tags.of("reason", Meters.label(reason)),
          ledger,
          l -> l.rejected(reason));
    }
    meters.gauge(
        "graphite.relay.unaccounted",
        "Points whose fate is unknown: 0 at rest",
        relay,
        r -> r.ledger().unaccounted() + r.unaccountedCopies());
    meters.gauge(
        "graphite.relay.paused",
        "1 while senders are made to wait",
        relay,
        r -> r.paused() ? 1 : 0);
    meters.counter(
        "graphite.relay.pauses", "Times senders were made to wait", relay, r -> r.pauses());
    meters.gauge(
        "graphite.relay.spool.max.bytes",
        "Bytes that may wait for a destination",
        relay,
        CarbonRelay::spoolMaxBytes);
    destinations = new DestinationMeters(registry, relay);
  }

  private void listener(PointListener listener) {
    var tags = Tags.of("listener", listener.config().protocol().label());
    var counters = listener.counters();
    meters.gauge(
        "graphite.listener.connections",
        "Connections open",
        tags,
        counters,
        c -> c.connectionsOpen());
    meters.counter(
        "graphite.listener.accepted",
        "Connections accepted",
        tags,
        counters,
        c -> c.connectionsAccepted());
    meters.counter(
        "graphite.listener.refused",
        "Connections refused",
        tags,
        counters,
        c -> c.connectionsRefused());
    meters.counter("graphite.listener.bytes", "Bytes received", tags, counters, c -> c.bytes());
    meters.counter("graphite.listener.points", "Points received", tags, counters, c -> c.points());
    for (var reason : RejectReason.values()) {
      meters.counter(
          "graphite.listener.rejected",
          "Input rejected",
          tags.and("reason", Meters.label(reason)),
          counters,
          c -> c.rejects(reason));
    }
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
