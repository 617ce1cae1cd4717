// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.graphitestack.cache.CarbonCache;
import org.graphitestack.cache.ledger.DropReason;
import org.graphitestack.log.LogStatistics;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.listen.PointListener;
import org.graphitestack.protocol.query.CacheCluster;
import org.graphitestack.protocol.query.CacheQueryServer;
import org.graphitestack.relay.CarbonRelay;
import org.graphitestack.relay.route.RelayReject;
import org.graphitestack.storage.ceres.CeresStatistics;
import org.graphitestack.storage.index.NameIndex;
import org.graphitestack.storage.whisper.WhisperStatistics;
import org.graphitestack.web.cluster.Cluster;
import org.graphitestack.web.cluster.LatencyListener;
import org.graphitestack.web.cluster.ServerFigures;
import org.graphitestack.web.find.CachedFinder;
import org.graphitestack.web.http.MetricsRoutes;
import org.graphitestack.web.http.RenderRoutes;
import org.graphitestack.web.http.WebServer;
import org.graphitestack.web.live.LiveGraphs;
import org.graphitestack.web.render.CacheFigures;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.shadow.DifferenceKind;
import org.graphitestack.web.shadow.Shadow;
import org.jspecify.annotations.Nullable;

/// What the process counts, in Prometheus' text format. The modules keep plain counters and know
/// nothing of this; here each gets its name.
final class Figures implements LatencyListener, AutoCloseable {

  /// Upper bounds of the histogram of other servers' answers.
  private static final Duration[] LATENCIES =
      Stream.of(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
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

  void index(NameIndex index) {
    gauge("graphite.index.series", "Series names known", index, NameIndex::size);
  }

  void whisper(WhisperStatistics whisper) {
    counter("graphite.whisper.creates", "Files created", whisper, WhisperStatistics::creates);
    counter("graphite.whisper.updates", "Batches written", whisper, WhisperStatistics::updates);
    counter("graphite.whisper.points", "Points written", whisper, WhisperStatistics::pointsWritten);
    counter("graphite.whisper.reads", "Series read", whisper, WhisperStatistics::reads);
    counter(
        "graphite.whisper.corrupt", "Corrupt files met", whisper, WhisperStatistics::corruptFiles);
    counter(
        "graphite.whisper.dropped",
        "Points left out",
        Tags.of("reason", "too_old"),
        whisper,
        WhisperStatistics::pointsTooOld);
    counter(
        "graphite.whisper.dropped",
        "Points left out",
        Tags.of("reason", "unrepresentable"),
        whisper,
        WhisperStatistics::pointsUnrepresentable);
    gauge(
        "graphite.whisper.mapped.files",
        "Files mapped now",
        whisper,
        WhisperStatistics::mappedFiles);
    counter(
        "graphite.whisper.map.hits", "Accesses through a map", whisper, WhisperStatistics::mapHits);
    counter(
        "graphite.whisper.map.faults", "Faults under a map", whisper, WhisperStatistics::mapFaults);
  }

  void ceres(CeresStatistics ceres) {
    counter("graphite.ceres.creates", "Nodes created", ceres, CeresStatistics::creates);
    counter("graphite.ceres.updates", "Batches written", ceres, CeresStatistics::updates);
    counter("graphite.ceres.points", "Points written", ceres, CeresStatistics::pointsWritten);
    counter("graphite.ceres.slices", "Slices begun", ceres, CeresStatistics::slicesCreated);
    counter("graphite.ceres.reads", "Series read", ceres, CeresStatistics::reads);
    counter("graphite.ceres.corrupt", "Corrupt nodes met", ceres, CeresStatistics::corruptNodes);
    counter(
        "graphite.ceres.dropped",
        "Points left out",
        Tags.of("reason", "too_old"),
        ceres,
        CeresStatistics::pointsTooOld);
    counter(
        "graphite.ceres.dropped",
        "Points left out",
        Tags.of("reason", "unrepresentable"),
        ceres,
        CeresStatistics::pointsUnrepresentable);
    counter(
        "graphite.ceres.maintained.nodes",
        "Nodes that maintenance went through",
        ceres,
        CeresStatistics::nodesMaintained);
    counter(
        "graphite.ceres.rolled.up",
        "Coarse points that maintenance wrote",
        ceres,
        CeresStatistics::pointsRolledUp);
    counter(
        "graphite.ceres.merged.slices",
        "Slices that went into their neighbour",
        ceres,
        CeresStatistics::slicesMerged);
    counter(
        "graphite.ceres.cut.slices",
        "Slices that lost their beginning",
        ceres,
        CeresStatistics::slicesCut);
    counter(
        "graphite.ceres.deleted.slices",
        "Slices of which nothing is kept any longer",
        ceres,
        CeresStatistics::slicesDeleted);
  }

  void cache(CarbonCache cache) {
    cache.listeners().forEach(this::listener);
    cache.queries().ifPresent(this::queries);
    var ledger = cache.ledger();
    counter("graphite.cache.received", "Points handed to the cache", ledger, l -> l.received());
    counter(
        "graphite.cache.replaced",
        "Points replaced before they were stored",
        ledger,
        l -> l.replaced());
    counter("graphite.cache.stored", "Points stored", ledger, l -> l.stored());
    counter("graphite.cache.writes", "Batches stored", ledger, l -> l.writes());
    counter("graphite.cache.creates", "Series created", ledger, l -> l.creates());
    counter("graphite.cache.errors", "Calls to storage that failed", ledger, l -> l.errors());
    counter(
        "graphite.cache.replayed",
        "Points from the journal of an earlier process, received among them",
        ledger,
        l -> l.replayed());
    gauge("graphite.cache.points", "Points in memory", ledger, l -> l.held());
    gauge("graphite.cache.bytes", "Bytes these points take", ledger, l -> l.heldBytes());
    gauge("graphite.cache.name.bytes", "Bytes the names take", ledger, l -> l.nameBytes());
    gauge("graphite.cache.names", "Names in memory", ledger, l -> l.seriesKnown());
    gauge("graphite.cache.series", "Series with points in memory", ledger, l -> l.seriesHeld());
    gauge(
        "graphite.cache.creates.waiting",
        "Series that wait to be created",
        ledger,
        l -> l.createsWaiting());
    gauge(
        "graphite.cache.paused",
        "1 while senders are asked to wait",
        cache,
        c -> c.paused() ? 1 : 0);
    for (var reason : DropReason.values()) {
      counter(
          "graphite.cache.dropped",
          "Points dropped after they were accepted",
          Tags.of("reason", reason.label()),
          ledger,
          l -> l.dropped(reason));
    }
    for (var reason : List.of(DropReason.UNSTORABLE, DropReason.CORRUPT)) {
      counter(
          "graphite.cache.quarantined",
          "Points set aside on disk after they were accepted",
          Tags.of("reason", reason.label()),
          ledger,
          l -> l.quarantined(reason));
    }
    if (cache.journal().isPresent()) {
      journal(cache);
    }
    for (var reason : InvalidMetricPathException.Reason.values()) {
      counter(
          "graphite.cache.rejected",
          "Points whose name names no series",
          Tags.of("reason", label(reason)),
          ledger,
          l -> l.rejectedNames(reason));
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
    gauge(
        "graphite.journal.size",
        "Bytes on disk",
        cache,
        c -> c.journal().map(LogStatistics::bytes).orElse(0L));
    gauge(
        "graphite.journal.replaying",
        "1 while points of an earlier process are read back",
        cache,
        c -> c.replaying() ? 1 : 0);
  }

  private void journalCounter(
      CarbonCache cache, String name, String help, ToLongFunction<LogStatistics> value) {
    counter(
        "graphite.journal." + name,
        help,
        cache,
        c -> c.journal().map(statistics -> value.applyAsLong(statistics)).orElse(0L));
  }

  private void queries(CacheQueryServer server) {
    var asked = server.queries();
    counter("graphite.query.requests", "Cache queries", asked, q -> q.queries());
    counter("graphite.query.bulk.requests", "Bulk cache queries", asked, q -> q.bulkQueries());
    counter("graphite.query.bulk.series", "Series asked for in bulk", asked, q -> q.bulkMetrics());
    counter("graphite.query.metadata", "Questions about metadata", asked, q -> q.metadata());
    gauge(
        "graphite.query.connections",
        "Connections open",
        server,
        s -> s.counters().connectionsOpen());
    for (var reason : RejectReason.values()) {
      counter(
          "graphite.query.rejected",
          "Cache queries refused",
          Tags.of("reason", label(reason)),
          server,
          s -> s.counters().rejects(reason));
    }
  }

  void caches(CacheCluster caches) {
    counter(
        "graphite.carbonlink.failures", "Times a cache gave no answer", caches, c -> c.failures());
  }

  void relay(CarbonRelay relay) {
    relay.listeners().forEach(this::listener);
    var ledger = relay.ledger();
    counter("graphite.relay.received", "Points that came in", ledger, l -> l.received());
    counter("graphite.relay.generated", "Points the relay made", ledger, l -> l.generated());
    counter("graphite.relay.routed", "Points that went anywhere", ledger, l -> l.routed());
    counter("graphite.relay.copies", "Points times destinations", ledger, l -> l.copies());
    counter("graphite.relay.aggregated", "Points only aggregated", ledger, l -> l.aggregated());
    counter("graphite.relay.blackholed", "Points meant for nobody", ledger, l -> l.blackholed());
    counter("graphite.relay.file.lines", "Lines appended to files", ledger, l -> l.fileLines());
    counter(
        "graphite.relay.file.failures",
        "Lines that could not be appended",
        ledger,
        l -> l.fileFailures());
    for (var reason : RelayReject.values()) {
      counter(
          "graphite.relay.rejected",
          "Points refused by rules",
          Tags.of("reason", label(reason)),
          ledger,
          l -> l.rejected(reason));
    }
    gauge(
        "graphite.relay.unaccounted",
        "Points whose fate is unknown: 0 at rest",
        relay,
        r -> r.ledger().unaccounted() + r.unaccountedCopies());
    gauge(
        "graphite.relay.paused",
        "1 while senders are made to wait",
        relay,
        r -> r.paused() ? 1 : 0);
    counter("graphite.relay.pauses", "Times senders were made to wait", relay, r -> r.pauses());
    destinations = new DestinationMeters(registry, relay);
  }

  void render(RenderEngine engine) {
    counter("graphite.render.requests", "Render requests", engine, e -> e.statistics().requests());
    counter(
        "graphite.render.refused",
        "Render requests refused",
        engine,
        e -> e.statistics().refused());
    counter(
        "graphite.render.series", "Series read for them", engine, e -> e.statistics().seriesRead());
    counter(
        "graphite.render.points", "Points read for them", engine, e -> e.statistics().pointsRead());
    counter(
        "graphite.render.abandoned",
        "Render requests whose client went away",
        engine,
        e -> e.statistics().abandoned());
    counter(
        "graphite.render.joined",
        "Render requests answered by the computation of another",
        engine,
        e -> e.statistics().joined());
    gauge(
        "graphite.render.bytes",
        "Bytes that values of requests in flight take",
        engine,
        e -> e.statistics().bytesInFlight());
    webCache("data", engine, RenderEngine::cacheFigures);
  }

  void finds(MetricsRoutes routes) {
    counter("graphite.find.busy", "Finds turned away", routes, MetricsRoutes::turnedAway);
    gauge(
        "graphite.find.waiting", "Finds that wait for their turn", routes, MetricsRoutes::waiting);
  }

  void shadow(Shadow shadow) {
    counter(
        "graphite.shadow.compared",
        "Render requests repeated at another server",
        shadow,
        s -> s.figures().compared());
    counter(
        "graphite.shadow.equal",
        "Those whose answers were equal",
        shadow,
        s -> s.figures().equal());
    counter(
        "graphite.shadow.dropped",
        "Render requests that should have been repeated and were not",
        shadow,
        s -> s.figures().dropped());
    for (var kind : DifferenceKind.values()) {
      counter(
          "graphite.shadow.differences",
          "Render requests whose answers differed",
          Tags.of("kind", kind.word()),
          shadow,
          s -> s.count(kind));
    }
  }

  void live(LiveGraphs live) {
    gauge(
        "graphite.stream.connections",
        "Streams of /render/stream that are open",
        live,
        l -> l.figures().connections());
    gauge(
        "graphite.stream.graphs",
        "Different graphs that are followed",
        live,
        l -> l.figures().graphs());
    counter(
        "graphite.stream.evaluations",
        "Evaluations of graphs that are followed",
        live,
        l -> l.figures().evaluations());
    counter(
        "graphite.stream.messages",
        "Times such a graph had something to tell",
        live,
        l -> l.figures().messages());
    counter(
        "graphite.stream.dropped",
        "Streams closed because their client was too slow",
        live,
        l -> l.figures().dropped());
    counter("graphite.stream.busy", "Streams turned away", live, l -> l.figures().refused());
  }

  /// The servers of a cluster; those that are new get figures, the others keep theirs.
  void cluster(Cluster cluster) {
    for (var server : cluster.figures()) {
      var name = server.server();
      var tags = Tags.of("server", name);
      clusterCounter(
          cluster, name, "requests", "Requests to a server", tags, ServerFigures::requests);
      clusterCounter(
          cluster, name, "failures", "Questions it did not answer", tags, ServerFigures::failures);
      clusterCounter(
          cluster,
          name,
          "late",
          "Questions given up because others had answered",
          tags,
          ServerFigures::late);
      clusterCounter(
          cluster,
          name,
          "skipped",
          "Questions not asked because of earlier failures",
          tags,
          ServerFigures::skipped);
      clusterCounter(cluster, name, "bytes", "Bytes it answered", tags, ServerFigures::bytes);
      gauge(
          "graphite.cluster.left.alone",
          "1 while it is not asked because of failures",
          tags,
          cluster,
          c -> ofServer(c, name, figures -> figures.leftAlone() ? 1 : 0));
    }
  }

  private void clusterCounter(
      Cluster cluster,
      String server,
      String figure,
      String help,
      Tags tags,
      ToLongFunction<ServerFigures> value) {
    counter("graphite.cluster." + figure, help, tags, cluster, c -> ofServer(c, server, value));
  }

  private static double ofServer(
      Cluster cluster, String name, ToLongFunction<ServerFigures> value) {
    return cluster.figures().stream()
        .filter(figures -> figures.server().equals(name))
        .mapToLong(value)
        .findFirst()
        .orElse(0);
  }

  @Override
  public void answered(String server, long nanos) {
    Timer.builder("graphite.cluster.answers")
        .description("Time from a request to the end of its answer")
        .tag("server", server)
        .serviceLevelObjectives(LATENCIES)
        .register(registry)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  void render(RenderRoutes routes) {
    counter(
        "graphite.render.busy", "Render requests turned away", routes, RenderRoutes::turnedAway);
    counter("graphite.render.slow", "Slow render requests", routes, RenderRoutes::slowQueries);
    gauge(
        "graphite.render.waiting",
        "Render requests that wait for their turn",
        routes,
        RenderRoutes::waiting);
    webCache("response", routes, RenderRoutes::cacheFigures);
  }

  void finder(CachedFinder finder) {
    webCache("find", finder, CachedFinder::cacheFigures);
  }

  private <T> void webCache(String cache, T source, Function<T, CacheFigures> figures) {
    var tags = Tags.of("cache", cache);
    counter(
        "graphite.web.cache.hits",
        "Questions a cache of the web answered",
        tags,
        source,
        s -> figures.apply(s).hits());
    counter(
        "graphite.web.cache.misses",
        "Questions it did not",
        tags,
        source,
        s -> figures.apply(s).misses());
    counter(
        "graphite.web.cache.evictions",
        "Entries put out for want of room",
        tags,
        source,
        s -> figures.apply(s).evictions());
    gauge(
        "graphite.web.cache.entries",
        "Entries in it",
        tags,
        source,
        s -> figures.apply(s).entries());
    gauge("graphite.web.cache.bytes", "Their size", tags, source, s -> figures.apply(s).bytes());
  }

  void web(WebServer server) {
    counter("graphite.web.failures", "Requests that ended with a 500", server, WebServer::failures);
  }

  private void listener(PointListener listener) {
    var tags = Tags.of("listener", listener.config().protocol().label());
    var counters = listener.counters();
    gauge(
        "graphite.listener.connections",
        "Connections open",
        tags,
        counters,
        c -> c.connectionsOpen());
    counter(
        "graphite.listener.accepted",
        "Connections accepted",
        tags,
        counters,
        c -> c.connectionsAccepted());
    counter(
        "graphite.listener.refused",
        "Connections refused",
        tags,
        counters,
        c -> c.connectionsRefused());
    counter("graphite.listener.bytes", "Bytes received", tags, counters, c -> c.bytes());
    counter("graphite.listener.points", "Points received", tags, counters, c -> c.points());
    for (var reason : RejectReason.values()) {
      counter(
          "graphite.listener.rejected",
          "Input rejected",
          tags.and("reason", label(reason)),
          counters,
          c -> c.rejects(reason));
    }
  }

  private static String label(Enum<?> reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }

  private <T> void counter(String name, String help, T source, ToDoubleFunction<T> value) {
    counter(name, help, Tags.empty(), source, value);
  }

  private <T> void counter(
      String name, String help, Tags tags, T source, ToDoubleFunction<T> value) {
    FunctionCounter.builder(name, source, value).description(help).tags(tags).register(registry);
  }

  private <T> void gauge(String name, String help, T source, ToDoubleFunction<T> value) {
    gauge(name, help, Tags.empty(), source, value);
  }

  private <T> void gauge(String name, String help, Tags tags, T source, ToDoubleFunction<T> value) {
    Gauge.builder(name, source, value)
        .description(help)
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
