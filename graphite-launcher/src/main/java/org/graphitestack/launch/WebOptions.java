// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.time.Duration;
import org.graphitestack.web.http.RenderConfig;
import org.graphitestack.web.render.RenderBudget;
import org.graphitestack.web.render.RenderEngine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The port of the web, and what its requests may use.
final class WebOptions {

  @Mixin StateOptions stateOptions = new StateOptions();

  private static final String SECONDS = "SECONDS";
  private static final String COUNT = "COUNT";

  @Option(
      names = "--web-port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "HTTP; 0 takes any free port. Default: 8080")
  int port = 8080;

  @Option(
      names = "--render-seconds",
      paramLabel = SECONDS,
      description = "A render request that takes longer is refused. Default: 60")
  long renderSeconds = RenderBudget.DEFAULT.wallTime().toSeconds();

  @Option(
      names = "--render-series",
      paramLabel = COUNT,
      description = "A render request that needs more series is refused. Default: 100000")
  int renderSeries = RenderBudget.DEFAULT.maxSeries();

  @Option(
      names = "--render-points",
      paramLabel = COUNT,
      description = "A render request that needs more points is refused. Default: 40000000")
  long renderPoints = RenderBudget.DEFAULT.maxPoints();

  @Option(
      names = "--render-running",
      paramLabel = COUNT,
      description = "Render requests computed at once. Default: 4 for each core")
  int renderRunning = RenderConfig.DEFAULT.maxRunning();

  @Option(
      names = "--render-waiting",
      paramLabel = COUNT,
      description = "Render requests that wait for their turn; others get a 503. Default: 100")
  int renderWaiting = RenderConfig.DEFAULT.maxWaiting();

  @Option(
      names = "--slow-query-seconds",
      paramLabel = SECONDS,
      description = "Render requests that take longer are logged. Default: 5")
  double slowQuerySeconds = RenderConfig.DEFAULT.slowAfter().toSeconds();

  @Option(
      names = "--cache-seconds",
      paramLabel = SECONDS,
      description =
          "How long answers about the past are kept (DEFAULT_CACHE_DURATION); 0: not at all."
              + " Default: 60")
  long cacheSeconds = RenderConfig.DEFAULT.cacheDuration().toSeconds();

  @Option(
      names = "--find-live",
      description =
          "Finds with from or until leave out series without points of that time, unless they say"
              + " live=0. Default: those that say live=1 do")
  boolean findLive;

  /// @throws IllegalArgumentException if a limit makes no sense
  RenderEngine.Settings settings() {
    return RenderEngine.Settings.DEFAULT.withBudget(
        new RenderBudget(
            renderSeries,
            renderPoints,
            RenderBudget.DEFAULT.maxWindows(),
            Duration.ofSeconds(renderSeconds)));
  }

  /// @throws IllegalArgumentException if a limit makes no sense
  RenderConfig renderConfig() {
    return RenderConfig.DEFAULT
        .withAdmission(renderRunning, renderWaiting, RenderConfig.DEFAULT.maxWait())
        .withSlowAfter(Duration.ofNanos((long) (slowQuerySeconds * 1e9)))
        .withCacheDuration(Duration.ofSeconds(cacheSeconds));
  }
}
