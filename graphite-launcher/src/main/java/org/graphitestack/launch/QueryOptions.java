// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.graphitestack.config.SettingsInForce;
import org.graphitestack.protocol.query.CacheQueryConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The port of cache queries.
final class QueryOptions {

  @Option(
      names = "--query-port",
      paramLabel = "PORT",
      description =
          "Cache queries (carbonlink); 0 takes any free port. Default: carbon.conf's, else 7002")
  @Nullable Integer query;

  /// What is said of the settings of a cache by the flag.
  SettingsInForce tell(SettingsInForce settings) {
    return query == null
        ? settings
        : settings.with("CACHE_QUERY_PORT", query.toString(), "--query-port");
  }

  /// Where carbon.conf has queries answered, at the port and the interface that flags ask for.
  Optional<CacheQueryConfig> applyTo(Optional<CacheQueryConfig> configured, BindOptions bind) {
    if (configured.isEmpty() && query == null) {
      return Optional.empty();
    }
    var from = configured.orElseGet(CacheQueryConfig::defaults);
    var host = bind.address == null ? from.address().getHostString() : bind.address;
    var port = query == null ? from.address().getPort() : query;
    return Optional.of(
        new CacheQueryConfig(
            new InetSocketAddress(host, port),
            from.maxConnections(),
            from.maxRequest(),
            from.maxAnswer()));
  }
}
