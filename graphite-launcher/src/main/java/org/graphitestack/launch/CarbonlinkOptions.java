// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.graphitestack.config.CarbonlinkConf;
import org.graphitestack.config.InvalidConfigException;
import org.graphitestack.protocol.query.CacheClusterConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which caches a web of its own process asks for points that are not stored yet. Each flag is
/// short for a setting of graphite-web's.
final class CarbonlinkOptions {

  private static final Logger LOG = System.getLogger(CarbonlinkOptions.class.getName());

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

  /// The caches that flags and settings name; flags win.
  ///
  /// @throws StartFailure if one cannot be understood
  Optional<CacheClusterConfig> caches(HomeOptions settings) {
    var overrides = new ArrayList<>(settings.settings);
    if (!hosts.isEmpty()) {
      overrides.add("web.CARBONLINK_HOSTS=" + String.join(",", hosts));
    }
    add(overrides, "CARBONLINK_TIMEOUT", timeout);
    add(overrides, "CARBONLINK_RETRY_DELAY", retryDelay);
    add(overrides, "CARBONLINK_HASHING_TYPE", hashingType);
    add(overrides, "REPLICATION_FACTOR", replicationFactor);
    add(overrides, "CARBONLINK_QUERY_BULK", bulk);
    try {
      var conf = CarbonlinkConf.read(overrides);
      conf.notes().forEach(note -> LOG.log(Level.WARNING, note));
      return conf.caches();
    } catch (InvalidConfigException e) {
      throw new StartFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private static void add(List<String> overrides, String key, @Nullable String value) {
    if (value != null) {
      overrides.add("web." + key + "=" + value);
    }
  }
}
