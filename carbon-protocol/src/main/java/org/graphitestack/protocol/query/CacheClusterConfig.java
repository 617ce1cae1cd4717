// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.query;

import java.time.Duration;
import java.util.List;
import org.graphitestack.protocol.ring.HashType;
import org.graphitestack.protocol.ring.RingNode;

/// Which caches to ask, and how. The names in capitals are graphite-web's settings.
///
/// @param hosts CARBONLINK_HOSTS; their order counts, and the port is that of cache queries
/// @param hashType CARBONLINK_HASHING_TYPE
/// @param replicas REPLICATION_FACTOR: how many hosts, each on a server of its own, may have a
///   series' points
/// @param timeout CARBONLINK_TIMEOUT: the longest a question may take
/// @param retryDelay CARBONLINK_RETRY_DELAY: so long a host that failed is not asked again
/// @param bulk CARBONLINK_QUERY_BULK: whether hosts are asked for many series in one request; if
///   not, in one request each, over the same connection
/// @param metricPrefix CARBON_METRIC_PREFIX: series below it are asked of all hosts
public record CacheClusterConfig(
    List<RingNode> hosts,
    HashType hashType,
    int replicas,
    Duration timeout,
    Duration retryDelay,
    boolean bulk,
    String metricPrefix) {

  public CacheClusterConfig {
    hosts = List.copyOf(hosts);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("hosts: none (expected: at least one)");
    }
    if (replicas < 1) {
      throw new IllegalArgumentException("replicas: " + replicas + " (expected: >= 1)");
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("timeout: " + timeout + " (expected: more than 0)");
    }
    if (retryDelay.isNegative()) {
      throw new IllegalArgumentException("retryDelay: " + retryDelay + " (expected: >= 0)");
    }
  }

  /// graphite-web's defaults for some hosts, except that many series are asked for at once.
  public static CacheClusterConfig of(List<RingNode> hosts) {
    return new CacheClusterConfig(
        hosts,
        HashType.CARBON_CH,
        1,
        Duration.ofSeconds(1),
        Duration.ofSeconds(15),
        true,
        "carbon");
  }
}
