// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.live;

import java.time.Duration;

/// What followed graphs may use.
///
/// @param maxConnections streams that are open at once; one more is answered with 503
///   (`stream_connections`)
/// @param maxGraphs different graphs that are followed at once, and graphs of one stream
///   (`stream_graphs`)
/// @param maxPoints points of one graph, which are kept while it is followed (`stream_points`)
/// @param interval shortest time between two evaluations of a graph (`stream_seconds`)
/// @param heartbeat a stream that has nothing to tell says so after this time
///   (`stream_heartbeat_seconds`)
public record LiveConfig(
    int maxConnections, int maxGraphs, int maxPoints, Duration interval, Duration heartbeat) {

  public static final LiveConfig DEFAULT =
      new LiveConfig(200, 500, 200_000, Duration.ofSeconds(1), Duration.ofSeconds(15));

  public LiveConfig {
    if (maxConnections < 0 || maxGraphs < 1 || maxPoints < 1) {
      throw new IllegalArgumentException(
          "streams: "
              + maxConnections
              + " connections, "
              + maxGraphs
              + " graphs, "
              + maxPoints
              + " points (expected: >= 0, >= 1, >= 1)");
    }
    if (!interval.isPositive() || !heartbeat.isPositive()) {
      throw new IllegalArgumentException(
          "streams: every " + interval + ", heartbeat " + heartbeat + " (expected: > 0)");
    }
  }
}
