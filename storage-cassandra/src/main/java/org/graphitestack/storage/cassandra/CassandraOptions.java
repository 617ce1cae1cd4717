// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/// How a cluster is reached and what is kept in it.
///
/// @param contactPoints nodes that are asked first for all others (`CONTACT_POINTS`)
/// @param datacenter whose nodes are spoken to (`DATACENTER`); that of the contact points if empty
/// @param dataKeyspace where points are (`DATA_KEYSPACE`)
/// @param metaKeyspace where names are (`META_KEYSPACE`)
/// @param replicationFactor copies in the datacenter, for keyspaces that are created here
///   (`REPLICATION_FACTOR`)
/// @param readConsistency replicas that answer a read of points (`READ_CONSISTENCY`)
/// @param writeConsistency replicas that acknowledge a write (`WRITE_CONSISTENCY`)
/// @param connectTimeout how long a start waits for the cluster (`CONNECT_TIMEOUT`); it goes on
///   without, and the cluster is tried again
/// @param requestTimeout how long one request may take, with its retries (`REQUEST_TIMEOUT`)
/// @param requestsInFlight requests at a time; more wait (`REQUESTS_IN_FLIGHT`)
/// @param login who to log in as (`USER`, `PASSWORD`)
/// @param tls how to encrypt (`TLS`, `TLS_…`); not at all if empty
/// @param createSchema whether missing keyspaces and tables are created (`CREATE_SCHEMA`)
/// @param clock wall time
/// @param nanoTime elapsed time in nanoseconds
public record CassandraOptions(
    List<InetSocketAddress> contactPoints,
    Optional<String> datacenter,
    String dataKeyspace,
    String metaKeyspace,
    int replicationFactor,
    Consistency readConsistency,
    Consistency writeConsistency,
    Duration connectTimeout,
    Duration requestTimeout,
    int requestsInFlight,
    Optional<Login> login,
    Optional<TlsFiles> tls,
    boolean createSchema,
    InstantSource clock,
    LongSupplier nanoTime) {

  /// Cassandra's port for clients.
  public static final int PORT = 9042;

  private static final Pattern KEYSPACE = Pattern.compile("[a-z][a-z0-9_]{0,47}");

  public CassandraOptions {
    contactPoints = List.copyOf(contactPoints);
    if (contactPoints.isEmpty()) {
      throw new IllegalArgumentException("contactPoints: none (expected: at least one)");
    }
    checkKeyspace("dataKeyspace", dataKeyspace);
    checkKeyspace("metaKeyspace", metaKeyspace);
    checkAtLeastOne("replicationFactor", replicationFactor);
    checkAtLeastOne("requestsInFlight", requestsInFlight);
    checkPositive("connectTimeout", connectTimeout);
    checkPositive("requestTimeout", requestTimeout);
  }

  /// One node or more, and else what suits a cluster of three copies: quorums, 10 s for a request,
  /// 256 requests at a time.
  public static CassandraOptions of(
      List<InetSocketAddress> contactPoints, InstantSource clock, LongSupplier nanoTime) {
    return new CassandraOptions(
        contactPoints,
        Optional.empty(),
        "graphite_data",
        "graphite_meta",
        3,
        Consistency.LOCAL_QUORUM,
        Consistency.LOCAL_QUORUM,
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        256,
        Optional.empty(),
        Optional.empty(),
        true,
        clock,
        nanoTime);
  }

  public CassandraOptions withKeyspaces(String data, String meta) {
    return new CassandraOptions(
        contactPoints,
        datacenter,
        data,
        meta,
        replicationFactor,
        readConsistency,
        writeConsistency,
        connectTimeout,
        requestTimeout,
        requestsInFlight,
        login,
        tls,
        createSchema,
        clock,
        nanoTime);
  }

  public CassandraOptions withReplicationFactor(int copies) {
    return new CassandraOptions(
        contactPoints,
        datacenter,
        dataKeyspace,
        metaKeyspace,
        copies,
        readConsistency,
        writeConsistency,
        connectTimeout,
        requestTimeout,
        requestsInFlight,
        login,
        tls,
        createSchema,
        clock,
        nanoTime);
  }

  public CassandraOptions withTimeouts(Duration connect, Duration request) {
    return new CassandraOptions(
        contactPoints,
        datacenter,
        dataKeyspace,
        metaKeyspace,
        replicationFactor,
        readConsistency,
        writeConsistency,
        connect,
        request,
        requestsInFlight,
        login,
        tls,
        createSchema,
        clock,
        nanoTime);
  }

  private static void checkKeyspace(String name, String keyspace) {
    if (!KEYSPACE.matcher(keyspace).matches()) {
      throw new IllegalArgumentException(
          name
              + ": '"
              + keyspace
              + "' (expected: a letter, then letters, digits or _; at most 48)");
    }
  }

  private static void checkAtLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
    }
  }

  private static void checkPositive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: more than 0)");
    }
  }
}
