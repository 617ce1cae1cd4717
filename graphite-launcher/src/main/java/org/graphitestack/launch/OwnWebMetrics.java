// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.util.function.Consumer;
import org.graphitestack.protocol.own.OwnMetrics;
import org.graphitestack.web.find.CachedFinder;
import org.graphitestack.web.http.MetricsRoutes;
import org.graphitestack.web.http.QueryLog;
import org.graphitestack.web.http.RenderRoutes;
import org.graphitestack.web.http.WebServer;
import org.graphitestack.web.render.RenderEngine;

/// What a web did, as series `….web.…` among those of the cache in its process.
record OwnWebMetrics(
    RenderEngine engine,
    RenderRoutes render,
    MetricsRoutes finds,
    CachedFinder finder,
    WebServer server)
    implements Consumer<OwnMetrics> {

  @Override
  public void accept(OwnMetrics metrics) {
    var statistics = engine.statistics();
    count(metrics, "renders", statistics.requests());
    count(metrics, "renderSeries", statistics.seriesRead());
    count(metrics, "renderPoints", statistics.pointsRead());
    count(metrics, "rendersRefused", statistics.refused());
    count(metrics, "rendersAbandoned", statistics.abandoned());
    count(metrics, "rendersTurnedAway", render.turnedAway());
    count(metrics, "rendersSlow", render.queries().slow(QueryLog.Kind.RENDER));
    count(metrics, "findsTurnedAway", finds.turnedAway());
    count(metrics, "failures", server.failures());
    count(metrics, "dataCacheHits", engine.cacheFigures().hits());
    count(metrics, "answerCacheHits", render.cacheFigures().hits());
    count(metrics, "findCacheHits", finder.cacheFigures().hits());
    metrics.add("web.renderBytes", statistics.bytesInFlight());
  }

  private static void count(OwnMetrics metrics, String name, long total) {
    metrics.add("web." + name, metrics.since("web." + name, total));
  }
}
