// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which caches a web of its own process asks for points that are not stored yet. Each flag is
/// short for a setting of graphite-web's.
final class CarbonlinkOptions {

  @Option(
      names = "--carbonlink",
      paramLabel = "HOST:PORT[:INSTANCE]",
      description =
          "A cache to ask for points that are not on disk yet; repeatable, in the order of the"
              + " relay's destinations; none: ask nobody. Default: 127.0.0.1:7002")
  List<String> hosts = new ArrayList<>();

  @Option(
      names = "--carbonlink-timeout",
      paramLabel = "SECONDS",
      description = "The longest that a cache is waited for. Default: 1")
  @Nullable String timeout;

  @Option(
      names = "--carbonlink-retry-delay",
      paramLabel = "SECONDS",
      description = "So long a cache that failed is not asked again. Default: 15")
  @Nullable String retryDelay;

  @Option(
      names = "--carbonlink-hashing-type",
      paramLabel = "TYPE",
      description = "carbon_ch, fnv1a_ch or mmh3_ch, as the relay has it. Default: carbon_ch")
  @Nullable String hashingType;

  @Option(
      names = "--carbonlink-replication-factor",
      paramLabel = "N",
      description = "How many caches have each series, as the relay has it. Default: 1")
  @Nullable String replicationFactor;

  @Option(
      names = "--carbonlink-bulk",
      paramLabel = "YES|NO",
      description = "Ask for many series in one request; go-carbon needs no. Default: yes")
  @Nullable String bulk;

  /// The flags that were given, as `web.KEY=VALUE`.
  List<String> overrides() {
    var overrides = new ArrayList<String>();
    if (!hosts.isEmpty()) {
      overrides.add("web.CARBONLINK_HOSTS=" + String.join(",", hosts));
    }
    WebOptions.add(overrides, "CARBONLINK_TIMEOUT", timeout);
    WebOptions.add(overrides, "CARBONLINK_RETRY_DELAY", retryDelay);
    WebOptions.add(overrides, "CARBONLINK_HASHING_TYPE", hashingType);
    WebOptions.add(overrides, "REPLICATION_FACTOR", replicationFactor);
    WebOptions.add(overrides, "CARBONLINK_QUERY_BULK", bulk);
    return overrides;
  }
}
