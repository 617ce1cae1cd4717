// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.graphitestack.protocol.query.CacheClusterConfig;
import org.graphitestack.protocol.ring.HashType;
import org.graphitestack.protocol.ring.RingNode;

/// Which caches a web asks for points that are not stored yet, by graphite-web's own setting names:
/// `--set web.CARBONLINK_HOSTS=…`.
///
/// @param caches empty if it asks nobody
/// @param notes one line each for the log
public record CarbonlinkConf(Optional<CacheClusterConfig> caches, List<String> notes) {

  private static final String DEFAULT_HOST = "127.0.0.1:7002";

  public CarbonlinkConf {
    notes = List.copyOf(notes);
  }

  /// Reads the settings.
  ///
  /// @param overrides `web.KEY=VALUE`, later ones win; those of other sections are passed over
  /// @throws InvalidConfigException if one cannot be understood
  public static CarbonlinkConf read(List<String> overrides) throws InvalidConfigException {
    var settings = CarbonSettings.of(PythonIni.parse("--set", ""), "web", "a", overrides);
    return new CarbonlinkConf(caches(settings), settings.notes());
  }

  /// The caches that settings name; empty for nobody.
  static Optional<CacheClusterConfig> caches(CarbonSettings settings)
      throws InvalidConfigException {
    var hosts =
        settings
            .find("CARBONLINK_HOSTS")
            .orElseGet(() -> new Setting("default", "web", "carbonlink_hosts", DEFAULT_HOST));
    var nodes = nodes(hosts);
    if (nodes.isEmpty()) {
      return Optional.empty();
    }
    var defaults = CacheClusterConfig.of(nodes);
    return Optional.of(
        new CacheClusterConfig(
            nodes,
            hashType(settings).orElse(defaults.hashType()),
            settings.wholeNumber("REPLICATION_FACTOR", 1).orElse(defaults.replicas()),
            timeout(settings).orElse(defaults.timeout()),
            settings.seconds("CARBONLINK_RETRY_DELAY").orElse(defaults.retryDelay()),
            settings.flag("CARBONLINK_QUERY_BULK").orElse(defaults.bulk()),
            settings.text("CARBON_METRIC_PREFIX").orElse(defaults.metricPrefix())));
  }

  private static Optional<Duration> timeout(CarbonSettings settings) throws InvalidConfigException {
    var timeout = settings.seconds("CARBONLINK_TIMEOUT");
    if (timeout.isPresent() && timeout.get().isZero()) {
      throw settings.find("CARBONLINK_TIMEOUT").orElseThrow().invalid("seconds above 0");
    }
    return timeout;
  }

  private static Optional<HashType> hashType(CarbonSettings settings)
      throws InvalidConfigException {
    var setting = settings.find("CARBONLINK_HASHING_TYPE");
    if (setting.isEmpty()) {
      return Optional.empty();
    }
    var names = new ArrayList<String>();
    for (var type : HashType.values()) {
      var name = type.name().toLowerCase(Locale.ROOT);
      if (name.equals(setting.get().value())) {
        return Optional.of(type);
      }
      names.add(name);
    }
    throw setting.get().invalid("one of " + String.join(", ", names));
  }

  /// Hosts separated by commas; `none` or nothing for none.
  private static List<RingNode> nodes(Setting hosts) throws InvalidConfigException {
    var nodes = new ArrayList<RingNode>();
    var names = new ArrayList<String>();
    if (hosts.value().isEmpty() || hosts.value().equalsIgnoreCase("none")) {
      return nodes;
    }
    for (var text : hosts.value().split(",", -1)) {
      var node = node(hosts, text.strip());
      var name = node.host() + ":" + node.instance();
      if (names.contains(name)) {
        throw hosts.invalid("each host and instance once, ports don't count");
      }
      names.add(name);
      nodes.add(node);
    }
    return nodes;
  }

  /// `host:port`, `host:port:instance`; an IPv6 address in brackets.
  private static RingNode node(Setting hosts, String text) throws InvalidConfigException {
    var hostEnd = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
    if (hostEnd < 1 || hostEnd >= text.length() || text.charAt(hostEnd) != ':') {
      throw hosts.invalid("host:port or host:port:instance, separated by commas");
    }
    var host = text.substring(0, hostEnd).replace("[", "").replace("]", "");
    var rest = text.substring(hostEnd + 1).split(":", 2);
    try {
      return new RingNode(host, Integer.parseInt(rest[0]), rest.length == 2 ? rest[1] : null);
    } catch (IllegalArgumentException _) {
      throw hosts.invalid("host:port or host:port:instance, separated by commas");
    }
  }
}
