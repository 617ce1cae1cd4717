// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.graphitestack.web.cluster.Cluster;
import org.graphitestack.web.cluster.LatencyListener;
import org.graphitestack.web.cluster.ServerFigures;
import org.graphitestack.web.find.CachedFinder;
import org.graphitestack.web.http.MetricsRoutes;
import org.graphitestack.web.http.QueryLog;
import org.graphitestack.web.http.RenderRoutes;
import org.graphitestack.web.http.WebServer;
import org.graphitestack.web.live.LiveGraphs;
import org.graphitestack.web.render.CacheFigures;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.shadow.DifferenceKind;
import org.graphitestack.web.shadow.Shadow;

/// What the web counts: requests, finds, caches, streams, other servers.
final class WebFigures implements LatencyListener {

  /// Upper bounds of the histogram of other servers' answers.
  private static final Duration[] LATENCIES =
      Stream.of(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final Meters meters;

  WebFigures(Meters meters) {
    this.meters = meters;
  }

  void render(RenderEngine engine) {
    meters.counter(
        "graphite.render.requests", "Render requests", engine, e -> e.statistics().requests());
    meters.counter(
        "graphite.render.refused",
        "Render requests refused",
        engine,
        e -> e.statistics().refused());
    meters.counter(
        "graphite.render.series", "Series read for them", engine, e -> e.statistics().seriesRead());
    meters.counter(
        "graphite.render.points", "Points read for them", engine, e -> e.statistics().pointsRead());
    meters.counter(
        "graphite.render.abandoned",
        "Render requests whose client went away",
        engine,
        e -> e.statistics().abandoned());
    meters.counter(
        "graphite.render.joined",
        "Render requests answered by the computation of another",
        engine,
        e -> e.statistics().joined());
    meters.gauge(
        "graphite.render.bytes",
        "Bytes that values of requests in flight take",
        engine,
        e -> e.statistics().bytesInFlight());
    meters.gauge(
        "graphite.render.max.bytes",
        "The most that values of requests in flight may take",
        engine,
        e -> e.settings().maxBytes());
    webCache("data", engine, RenderEngine::cacheFigures);
  }

  void finds(MetricsRoutes routes) {
    meters.counter("graphite.find.busy", "Finds turned away", routes, MetricsRoutes::turnedAway);
    meters.gauge(
        "graphite.find.waiting", "Finds that wait for their turn", routes, MetricsRoutes::waiting);
  }

  void shadow(Shadow shadow) {
    meters.counter(
        "graphite.shadow.compared",
        "Render requests repeated at another server",
        shadow,
        s -> s.figures().compared());
    meters.counter(
        "graphite.shadow.equal",
        "Those whose answers were equal",
        shadow,
        s -> s.figures().equal());
    meters.counter(
        "graphite.shadow.dropped",
        "Render requests that should have been repeated and were not",
        shadow,
        s -> s.figures().dropped());
    for (var kind : DifferenceKind.values()) {
      meters.counter(
          "graphite.shadow.differences",
          "Render requests whose answers differed",
          Tags.of("kind", kind.word()),
          shadow,
          s -> s.count(kind));
    }
  }

  void live(LiveGraphs live) {
    meters.gauge(
        "graphite.stream.connections",
        "Streams of /render/stream that are open",
        live,
        l -> l.figures().connections());
    meters.gauge(
        "graphite.stream.graphs",
        "Different graphs that are followed",
        live,
        l -> l.figures().graphs());
    meters.counter(
        "graphite.stream.evaluations",
        "Evaluations of graphs that are followed",
        live,
        l -> l.figures().evaluations());
    meters.counter(
        "graphite.stream.messages",
        "Times such a graph had something to tell",
        live,
        l -> l.figures().messages());
    meters.counter(
        "graphite.stream.dropped",
        "Streams closed because their client was too slow",
        live,
        l -> l.figures().dropped());
    meters.counter("graphite.stream.busy", "Streams turned away", live, l -> l.figures().refused());
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
      meters.gauge(
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
    meters.counter(
        "graphite.cluster." + figure, help, tags, cluster, c -> ofServer(c, server, value));
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
        .register(meters.registry())
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  void render(RenderRoutes routes) {
    meters.counter(
        "graphite.render.busy", "Render requests turned away", routes, RenderRoutes::turnedAway);
    meters.counter(
        "graphite.render.slow",
        "Slow render requests",
        routes.queries(),
        log -> log.slow(QueryLog.Kind.RENDER));
    meters.counter(
        "graphite.find.slow", "Slow finds", routes.queries(), log -> log.slow(QueryLog.Kind.FIND));
    meters.gauge(
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
    meters.counter(
        "graphite.web.cache.hits",
        "Questions a cache of the web answered",
        tags,
        source,
        s -> figures.apply(s).hits());
    meters.counter(
        "graphite.web.cache.misses",
        "Questions it did not",
        tags,
        source,
        s -> figures.apply(s).misses());
    meters.counter(
        "graphite.web.cache.evictions",
        "Entries put out for want of room",
        tags,
        source,
        s -> figures.apply(s).evictions());
    meters.gauge(
        "graphite.web.cache.entries",
        "Entries in it",
        tags,
        source,
        s -> figures.apply(s).entries());
    meters.gauge(
        "graphite.web.cache.bytes", "Their size", tags, source, s -> figures.apply(s).bytes());
    meters.gauge(
        "graphite.web.cache.max.bytes",
        "The most they may take",
        tags,
        source,
        s -> figures.apply(s).maxBytes());
  }

  void server(WebServer server) {
    meters.counter(
        "graphite.web.failures", "Requests that ended with a 500", server, WebServer::failures);
    server.tell(new AnswerMeters(meters));
  }
}
