// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.cassandra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/// Nodes that form one ring, each a process with a folder of its own. Closing it stops the nodes
/// and deletes their files.
public final class CassandraCluster implements AutoCloseable {

  /// The data center of every node: what the simple snitch calls it.
  public static final String DATA_CENTER = "datacenter1";

  /// The nodes that tests share.
  static final List<String> ADDRESSES = List.of("127.0.0.21", "127.0.0.22", "127.0.0.23");

  private static final Duration RING = Duration.ofMinutes(2);

  private final Path folder;
  private final List<CassandraNode> nodes;
  private final Thread atExit;

  private CassandraCluster(Path folder, List<CassandraNode> nodes) {
    this.folder = folder;
    this.nodes = List.copyOf(nodes);
    this.atExit = new Thread(() -> nodes.forEach(CassandraNode::destroy), "cassandra-kill");
  }

  /// Starts a node on each of these addresses and returns when they answer clients and see each
  /// other.
  ///
  /// @throws IOException if there is no server to start, or an address is taken
  public static CassandraCluster start(NodeSize size, List<String> addresses) throws IOException {
    return start(
        size,
        addresses,
        """
        authenticator: AllowAllAuthenticator
        authorizer: AllowAllAuthorizer
        """);
  }

  /// The same, of nodes that not everybody may speak to.
  ///
  /// @param access lines of cassandra.yaml
  static CassandraCluster start(NodeSize size, List<String> addresses, String access)
      throws IOException {
    var server = CassandraServer.find();
    var home = Files.createDirectories(Path.of("target").toAbsolutePath());
    var folder = Files.createTempDirectory(home, "cassandra-");
    var nodes = new ArrayList<CassandraNode>();
    for (var address : addresses) {
      nodes.add(
          CassandraNode.create(server, size, address, addresses, folder.resolve(address), access));
    }
    var cluster = new CassandraCluster(folder, nodes);
    Runtime.getRuntime().addShutdownHook(cluster.atExit);
    try {
      cluster.restore();
      return cluster;
    } catch (IOException | RuntimeException e) {
      nodes.forEach(CassandraNode::destroy);
      throw e;
    }
  }

  /// The nodes, in the order of their addresses.
  public List<CassandraNode> nodes() {
    return nodes;
  }

  /// What a client is told to connect to: `address:port` of every node, with commas.
  public String contactPoints() {
    return nodes.stream()
        .map(node -> node.address() + ":" + CassandraNode.NATIVE_PORT)
        .collect(Collectors.joining(","));
  }

  /// Starts every node that is down and returns when all see all as up.
  public void restore() throws IOException {
    for (var node : nodes) {
      if (!node.isAlive()) {
        node.start();
      }
    }
    nodes.forEach(CassandraNode::awaitReady);
    for (var node : nodes) {
      Awaitility.await(node.address() + " sees every node")
          .atMost(RING)
          .pollInterval(Duration.ofMillis(500))
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(() -> node.upNodes().size() == nodes.size());
    }
  }

  @Override
  public void close() throws IOException {
    Runtime.getRuntime().removeShutdownHook(atExit);
    for (var node : nodes) {
      node.kill();
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
