// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/// Which other servers are asked, and how. The names in capitals are graphite-web's settings.
///
/// @param servers CLUSTER_SERVERS
/// @param replicas how many servers have each series: an answer is whole although fewer than so
///   many servers are missing
/// @param mergeReplicas REMOTE_STORE_MERGE_RESULTS: whether all servers are asked, and what one of
///   them lacks is taken from the others; if not, as many as it takes, and one more when one of
///   them fails or takes long
/// @param failOnError STORE_FAIL_ON_ERROR: whether an answer that is not whole is an error
/// @param usePost REMOTE_STORE_USE_POST: whether all requests are forms; long ones always are
/// @param findTimeout longest time for names and tags
/// @param fetchTimeout longest time for series
/// @param tries MAX_FETCH_RETRIES: how often a server is asked that cannot be reached or fails at
///   once
/// @param failures after how many failures in a row a server is left alone
/// @param retryDelay REMOTE_RETRY_DELAY: for how long it is
/// @param hedgeAfter the longest that a server is waited for which others can stand in for; zero
///   for as long as it takes
/// @param hedgePercentile by which share of its latest answers a server counts as slow sooner, in
///   percent; 0 for never
/// @param findTolerance FIND_TOLERANCE: how much earlier than a window the last point of a series
///   may seem to be that is found in it: caches hold what files do not have yet
/// @param answerBytes the largest answer of one server
/// @param trust of servers that are asked by https
public record ClusterConfig(
    List<ServerAddress> servers,
    int replicas,
    boolean mergeReplicas,
    boolean failOnError,
    boolean usePost,
    Duration findTimeout,
    Duration fetchTimeout,
    int tries,
    int failures,
    Duration retryDelay,
    Duration hedgeAfter,
    int hedgePercentile,
    Duration findTolerance,
    long answerBytes,
    ServerTrust trust) {

  /// No servers; with some, graphite-web's defaults, but that a server is left alone for ten
  /// seconds instead of a minute, after three failures instead of one.
  public static final ClusterConfig NONE =
      new ClusterConfig(
          List.of(),
          1,
          true,
          false,
          false,
          Duration.ofSeconds(3),
          Duration.ofSeconds(6),
          2,
          3,
          Duration.ofSeconds(10),
          Duration.ofMillis(500),
          95,
          Duration.ofSeconds(600),
          Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 8),
          ServerTrust.USUAL);

  public ClusterConfig {
    servers = List.copyOf(servers);
    var names = new HashSet<String>();
    for (var server : servers) {
      if (!names.add(server.name())) {
        throw new IllegalArgumentException(server.name() + " twice (expected: each server once)");
      }
    }
    checkAtLeast("replicas", replicas, 1);
    if (!servers.isEmpty() && replicas > servers.size() + 1) {
      throw new IllegalArgumentException(
          replicas
              + " replicas on "
              + servers.size()
              + " servers (expected: at most one for each server and one here)");
    }
    checkAtLeast("tries", tries, 1);
    checkAtLeast("failures", failures, 1);
    if (!findTimeout.isPositive() || !fetchTimeout.isPositive()) {
      throw new IllegalArgumentException(
          "timeouts: " + findTimeout + ", " + fetchTimeout + " (expected: > 0)");
    }
    if (retryDelay.isNegative() || hedgeAfter.isNegative() || findTolerance.isNegative()) {
      throw new IllegalArgumentException(
          "times: "
              + retryDelay
              + ", "
              + hedgeAfter
              + ", "
              + findTolerance
              + " (expected: none below 0)");
    }
    if (hedgePercentile < 0 || hedgePercentile > 100) {
      throw new IllegalArgumentException(
          "percentile: " + hedgePercentile + " (expected: 0 to 100)");
    }
    if (answerBytes < 1) {
      throw new IllegalArgumentException("bytes: " + answerBytes + " (expected: >= 1)");
    }
  }

  private static void checkAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: >= " + least + ")");
    }
  }

  /// How many servers must answer for an answer to be whole: any so many of them have every series.
  int needed() {
    return Math.max(0, servers.size() - replicas + 1);
  }
}
