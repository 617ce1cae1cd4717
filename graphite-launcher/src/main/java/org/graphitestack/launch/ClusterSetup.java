// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.graphitestack.config.CarbonConf;
import org.graphitestack.config.CassandraSettings;
import org.graphitestack.config.InvalidConfigException;
import org.graphitestack.storage.StorageUnreachableException;
import org.graphitestack.storage.cassandra.CassandraEngine;
import org.graphitestack.storage.cassandra.CassandraOptions;
import org.graphitestack.storage.cassandra.Consistency;
import org.graphitestack.storage.cassandra.Login;
import org.graphitestack.storage.cassandra.TlsFiles;
import org.jspecify.annotations.Nullable;

/// From the settings of a cluster to what its engine is opened with.
final class ClusterSetup {

  private static final Path NO_FILE = Path.of("carbon.conf.of-nobody");

  private ClusterSetup() {}

  static CassandraOptions options(CassandraSettings settings) {
    return new CassandraOptions(
        settings.contactPoints().stream()
            .map(point -> new InetSocketAddress(point.getHostString(), point.getPort()))
            .toList(),
        settings.datacenter(),
        settings.dataKeyspace(),
        settings.metaKeyspace(),
        settings.replicationFactor(),
        Consistency.valueOf(settings.readConsistency()),
        Consistency.valueOf(settings.writeConsistency()),
        settings.connectTimeout(),
        settings.requestTimeout(),
        settings.requestsInFlight(),
        settings.user().map(user -> new Login(user, settings.password())),
        settings.tls()
            ? Optional.of(
                new TlsFiles(
                    settings.trustStore(),
                    settings.trustStorePassword(),
                    settings.keyStore(),
                    settings.keyStorePassword(),
                    settings.tlsHostNames()))
            : Optional.empty(),
        settings.createSchema(),
        SystemClocks.wall(),
        SystemClocks.nanos());
  }

  /// Opens a cluster for a command, which cannot do without it.
  ///
  /// @param contactPoints in place of the file's
  /// @param carbonConf null for the defaults of all other keys
  /// @param settings `cassandra.KEY=VALUE`, which override the file
  /// @throws IOException if the cluster does not answer
  static CassandraEngine open(
      String contactPoints, @Nullable Path carbonConf, List<String> settings) throws IOException {
    var overrides = new ArrayList<>(settings);
    overrides.add("cassandra.CONTACT_POINTS=" + contactPoints);
    try {
      var read =
          CarbonConf.read(
              carbonConf == null ? NO_FILE : carbonConf, Path.of(""), "a", overrides, "localhost");
      var engine = CassandraEngine.open(options(read.storage().cassandra()));
      try {
        engine.requireReached();
      } catch (StorageUnreachableException unreachable) {
        engine.close();
        throw unreachable;
      }
      return engine;
    } catch (InvalidConfigException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
