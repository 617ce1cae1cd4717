// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.graphitestack.config.CassandraSettings;
import org.graphitestack.storage.cassandra.CassandraOptions;
import org.graphitestack.storage.cassandra.Consistency;
import org.graphitestack.storage.cassandra.Login;
import org.graphitestack.storage.cassandra.TlsFiles;

/// From the settings of a cluster to what its engine is opened with.
final class ClusterSetup {

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
}
