// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.graphitestack.web.cluster.ClusterConfig;
import org.graphitestack.web.cluster.ServerAddress;
import org.graphitestack.web.cluster.ServerTrust;

/// The servers of a cluster that a web asks, by graphite-web's own setting names where it has them.
final class ClusterConf {

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private ClusterConf() {}

  /// @param ownPort of the web, for `REMOTE_EXCLUDE_LOCAL`
  /// @param conf folder that files of certificates are looked for in
  static ClusterConfig of(CarbonSettings settings, int ownPort, Path conf)
      throws InvalidConfigException {
    var unsaid = ClusterConfig.NONE;
    var servers = servers(settings, ownPort);
    var replicas = settings.wholeNumber("CLUSTER_REPLICAS", 1).orElse(unsaid.replicas());
    if (!servers.isEmpty() && replicas > servers.size() + 1) {
      throw settings
          .find("CLUSTER_REPLICAS")
          .orElseThrow()
          .invalid("at most one for each server and one here: " + (servers.size() + 1));
    }
    return new ClusterConfig(
        servers,
        replicas,
        settings.flag("REMOTE_STORE_MERGE_RESULTS").orElse(unsaid.mergeReplicas()),
        settings.flag("STORE_FAIL_ON_ERROR").orElse(unsaid.failOnError()),
        settings.flag("REMOTE_STORE_USE_POST").orElse(unsaid.usePost()),
        positive(settings, "REMOTE_FIND_TIMEOUT").orElse(unsaid.findTimeout()),
        positive(settings, "REMOTE_FETCH_TIMEOUT").orElse(unsaid.fetchTimeout()),
        settings.wholeNumber("MAX_FETCH_RETRIES", 1).orElse(unsaid.tries()),
        settings.wholeNumber("REMOTE_FAILURES", 1).orElse(unsaid.failures()),
        settings.seconds("REMOTE_RETRY_DELAY").orElse(unsaid.retryDelay()),
        settings.seconds("HEDGE_AFTER").orElse(unsaid.hedgeAfter()),
        percentile(settings).orElse(unsaid.hedgePercentile()),
        settings.seconds("FIND_TOLERANCE").orElse(unsaid.findTolerance()),
        settings.bytes("REMOTE_ANSWER_BYTES").orElse(unsaid.answerBytes()),
        trust(settings, conf));
  }

  /// Reads the files once to know that they can be used.
  private static ServerTrust trust(CarbonSettings settings, Path conf)
      throws InvalidConfigException {
    var authorities = file(settings, "REMOTE_CA_FILE");
    var certificate = file(settings, "REMOTE_CERTIFICATE_FILE");
    var key = file(settings, "REMOTE_KEY_FILE");
    if (certificate.isPresent() != key.isPresent()) {
      throw certificate
          .or(() -> key)
          .orElseThrow()
          .invalid("remote_certificate_file and remote_key_file, or neither");
    }
    var trust =
        new ServerTrust(
            authorities.map(setting -> conf.resolve(setting.value())),
            certificate.map(setting -> conf.resolve(setting.value())),
            key.map(setting -> conf.resolve(setting.value())));
    if (!trust.files().isEmpty()) {
      try {
        trust.open();
      } catch (IOException unusable) {
        throw new InvalidConfigException(
            authorities.or(() -> certificate).orElseThrow().place(),
            String.valueOf(unusable.getMessage()));
      }
    }
    return trust;
  }

  private static Optional<Setting> file(CarbonSettings settings, String key) {
    return settings.find(key).filter(setting -> !setting.value().isEmpty());
  }

  private static List<ServerAddress> servers(CarbonSettings settings, int ownPort)
      throws InvalidConfigException {
    var setting = settings.find("CLUSTER_SERVERS");
    var servers = new ArrayList<ServerAddress>();
    if (setting.isEmpty() || setting.get().value().isEmpty()) {
      return servers;
    }
    var https = settings.flag("INTRACLUSTER_HTTPS").orElse(false);
    var excludeLocal = settings.flag("REMOTE_EXCLUDE_LOCAL").orElse(false);
    for (var text : setting.get().value().split(",", -1)) {
      ServerAddress server;
      try {
        server = ServerAddress.parse(text.strip(), https);
      } catch (IllegalArgumentException wrong) {
        throw new InvalidConfigException(
            setting.get().place(), setting.get().key() + ": " + wrong.getMessage());
      }
      if (servers.stream().anyMatch(known -> known.name().equals(server.name()))) {
        throw setting.get().invalid("each server once, not " + server.name() + " twice");
      }
      if (!(excludeLocal && isSelf(server, ownPort))) {
        servers.add(server);
      }
    }
    return servers;
  }

  /// Whether a server is this one, so that all servers may have the same file.
  private static boolean isSelf(ServerAddress server, int ownPort) {
    var base = server.base();
    var usual = base.getScheme().equals("https") ? HTTPS_PORT : HTTP_PORT;
    if ((base.getPort() < 0 ? usual : base.getPort()) != ownPort) {
      return false;
    }
    try {
      var address = InetAddress.getByName(base.getHost());
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException _) {
      // a name that is not known here is not that of this machine
      return false;
    }
  }

  private static Optional<Integer> percentile(CarbonSettings settings)
      throws InvalidConfigException {
    var percentile = settings.wholeNumber("HEDGE_PERCENTILE", 0);
    if (percentile.isEmpty()) {
      return Optional.empty();
    }
    if (percentile.getAsInt() > 100) {
      throw settings.find("HEDGE_PERCENTILE").orElseThrow().invalid("0 to 100");
    }
    return Optional.of(percentile.getAsInt());
  }

  private static Optional<Duration> positive(CarbonSettings settings, String key)
      throws InvalidConfigException {
    var seconds = settings.seconds(key);
    if (seconds.isPresent() && seconds.get().isZero()) {
      throw settings.find(key).orElseThrow().invalid("seconds above 0");
    }
    return seconds;
  }
}
