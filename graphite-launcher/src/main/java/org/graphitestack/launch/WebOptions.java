// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.config.InvalidConfigException;
import org.graphitestack.config.WebSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The port of the web, and what its requests may use. Each flag is short for a key of
/// graphite-web.toml.
final class WebOptions {

  private static final Logger LOG = System.getLogger(WebOptions.class.getName());

  @Mixin StateOptions stateOptions = new StateOptions();

  private static final String SECONDS = "SECONDS";
  private static final String COUNT = "COUNT";

  @Option(
      names = "--web-port",
      paramLabel = "PORT",
      description = "HTTP; 0 takes any free port. Default: 8080")
  @Nullable Integer port;

  @Option(
      names = "--render-seconds",
      paramLabel = SECONDS,
      description = "A render request that takes longer is refused. Default: 60")
  @Nullable Long renderSeconds;

  @Option(
      names = "--render-series",
      paramLabel = COUNT,
      description = "A render request that needs more series is refused. Default: 100000")
  @Nullable Integer renderSeries;

  @Option(
      names = "--render-points",
      paramLabel = COUNT,
      description = "A render request that needs more points is refused. Default: 40000000")
  @Nullable Long renderPoints;

  @Option(
      names = "--render-running",
      paramLabel = COUNT,
      description = "Render requests computed at once. Default: 4 for each core")
  @Nullable Integer renderRunning;

  @Option(
      names = "--render-waiting",
      paramLabel = COUNT,
      description = "Render requests that wait for their turn; others get a 503. Default: 100")
  @Nullable Integer renderWaiting;

  @Option(
      names = "--slow-query-seconds",
      paramLabel = SECONDS,
      description = "Render requests that take longer are logged. Default: 5")
  @Nullable Double slowQuerySeconds;

  @Option(
      names = "--cache-seconds",
      paramLabel = SECONDS,
      description =
          "How long answers about the past are kept (default_cache_duration); 0: not at all."
              + " Default: 60")
  @Nullable Long cacheSeconds;

  @Option(
      names = "--find-live",
      description =
          "Finds with from or until leave out series without points of that time, unless they say"
              + " live=0 (find_live). Default: those that say live=1 do")
  @Nullable Boolean findLive;

  @Option(
      names = "--cluster",
      paramLabel = "HOST:PORT",
      description =
          "Another server to ask for its series too, graphite-web, go-carbon or ours; repeatable;"
              + " a URL with ?format=pickle, ?local=0 or ?noTags=1 where it needs that"
              + " (cluster_servers). Default: none")
  List<String> cluster = new ArrayList<>();

  @Option(
      names = "--cluster-replicas",
      paramLabel = COUNT,
      description =
          "How many of them have each series: an answer is whole while fewer are missing"
              + " (cluster_replicas). Default: 1")
  @Nullable Integer clusterReplicas;

  /// The settings of files, `--set` and flags; flags win.
  ///
  /// @param more flags of others, as `web.KEY=VALUE`
  /// @throws InvalidConfigException if one cannot be understood
  WebSettings read(HomeFolder home, HomeOptions settings, List<String> more)
      throws IOException, InvalidConfigException {
    var read = WebSettings.read(home.conf(), overrides(settings, more));
    read.notes().forEach(note -> LOG.log(Level.WARNING, note));
    return read;
  }

  /// `--set` and flags, as `web.KEY=VALUE`; the later wins.
  List<String> overrides(HomeOptions settings, List<String> more) {
    var overrides = new ArrayList<>(settings.settings);
    overrides.addAll(more);
    add(overrides, "WEB_PORT", port);
    add(overrides, "STATE_URL", stateOptions.url);
    add(overrides, "RENDER_SECONDS", renderSeconds);
    add(overrides, "RENDER_SERIES", renderSeries);
    add(overrides, "RENDER_POINTS", renderPoints);
    add(overrides, "RENDER_RUNNING", renderRunning);
    add(overrides, "RENDER_WAITING", renderWaiting);
    add(overrides, "SLOW_QUERY_SECONDS", slowQuerySeconds);
    add(overrides, "DEFAULT_CACHE_DURATION", cacheSeconds);
    add(overrides, "FIND_LIVE", findLive);
    add(overrides, "CLUSTER_SERVERS", cluster.isEmpty() ? null : String.join(",", cluster));
    add(overrides, "CLUSTER_REPLICAS", clusterReplicas);
    return overrides;
  }

  /// Adds a flag that was given to the overrides.
  static void add(List<String> overrides, String key, @Nullable Object value) {
    if (value != null) {
      overrides.add("web." + key + "=" + value);
    }
  }
}
