// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.graphitestack.model.PointBatch;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.Resource;
import org.graphitestack.protocol.ring.ConsistentHashRing;
import org.graphitestack.protocol.ring.HashType;
import org.graphitestack.protocol.ring.Replication;
import org.graphitestack.protocol.ring.RingNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers and clients over real sockets.
@Timeout(60)
class CacheClusterTest {

  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  /// Caches that are away are what is tested. Held, lest it be forgotten.
  private static final Logger HOST_LOG = Logger.getLogger(CacheHost.class.getName());

  private final AtomicLong nanos = new AtomicLong();
  private final List<AutoCloseable> open = new ArrayList<>();

  @BeforeAll
  static void silence() {
    HOST_LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void speak() {
    HOST_LOG.setLevel(null);
  }

  @AfterEach
  void close() throws Exception {
    for (var closeable : open.reversed()) {
      closeable.close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void points_manySeries_comeFromTheirHostsOverOneConnectionEach(boolean bulk) throws Exception {
    var names = IntStream.range(0, 2500).mapToObj(i -> "servers.s" + i).toList();
    var first = new RecordedCache();
    var second = new RecordedCache();
    var servers = List.of(serve(first), serve(second));
    var nodes = List.of(node(servers.get(0), "a"), node(servers.get(1), "b"));
    var ring = ConsistentHashRing.carbon(HashType.CARBON_CH, nodes, Replication.NONE);
    for (var i = 0; i < names.size(); i++) {
      var owner = ring.choose(names.get(i))[0] == 0 ? first : second;
      owner.put(names.get(i), PointBatch.of(1_700_000_000L, i));
    }

    try (var cluster = CacheCluster.open(config(nodes, 1, bulk), nanos::get)) {
      var points = cluster.points(names);

      assertThat(points).hasSize(2500);
      for (var i = 0; i < names.size(); i++) {
        assertThat(points).containsEntry(names.get(i), PointBatch.of(1_700_000_000L, i));
      }
      assertThat(cluster.points(List.of("no.such"))).isEmpty();
    }

    for (var server : servers) {
      assertThat(server.counters().connectionsAccepted()).isEqualTo(1);
      assertThat(server.queries().bulkQueries() > 0).isEqualTo(bulk);
      assertThat(server.queries().queries() > 1).isEqualTo(!bulk);
    }
  }

  @Test
  void points_ofTheCachesThemselves_areAskedOfAllAndPutTogether() throws Exception {
    var first = new RecordedCache();
    var second = new RecordedCache();
    first.put("carbon.agents.h-a.cache.size", PointBatch.of(60, 1));
    second.put(
        "carbon.agents.h-a.cache.size", PointBatch.of(new long[] {30, 60}, new double[] {2, 3}));
    var nodes = List.of(node(serve(first), "a"), node(serve(second), "b"));

    try (var cluster = CacheCluster.open(config(nodes, 1, true), nanos::get)) {
      assertThat(cluster.points(List.of("carbon.agents.h-a.cache.size")))
          .isEqualTo(
              Map.of(
                  "carbon.agents.h-a.cache.size",
                  PointBatch.of(new long[] {30, 60}, new double[] {2, 3})));
    }
  }

  @Test
  void host_away_isNotAskedUntilTheDelayIsOver() throws Exception {
    var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    open.add(silent);
    var nodes = List.of(new RingNode("127.0.0.1", silent.getLocalPort(), null));
    try (var cluster = CacheCluster.open(config(nodes, 1, true), nanos::get)) {
      // accepted by the kernel, answered by nobody
      assertThat(cluster.points(List.of("a"))).isEmpty();
      silent.close();

      var cache = new RecordedCache();
      cache.put("a", PointBatch.of(60, 1));
      var server =
          open(
              CacheQueryServer.open(
                  CacheQueryConfig.at(
                      new InetSocketAddress(
                          InetAddress.getLoopbackAddress(), nodes.getFirst().port())),
                  cache,
                  () -> Instant.EPOCH,
                  nanos::get));
      assertThat(cluster.points(List.of("a"))).isEmpty();
      assertThat(server.counters().connectionsAccepted()).isZero();

      nanos.addAndGet(Duration.ofSeconds(15).toNanos());
      assertThat(cluster.points(List.of("a"))).containsOnlyKeys("a");
    }
  }

  @Test
  void host_away_anotherReplicaAnswers() throws Exception {
    var cache = new RecordedCache();
    var server = serve(cache);
    var dead = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    var nodes =
        List.of(
            new RingNode("localhost", dead.getLocalPort(), null),
            new RingNode("127.0.0.1", server.address().getPort(), null));
    dead.close();
    var names = IntStream.range(0, 100).mapToObj(i -> "m" + i).toList();
    names.forEach(name -> cache.put(name, PointBatch.of(60, 1)));

    try (var one = CacheCluster.open(config(nodes, 1, true), nanos::get);
        var two = CacheCluster.open(config(nodes, 2, true), nanos::get)) {
      assertThat(one.points(names)).isNotEmpty().hasSizeLessThan(100);
      assertThat(two.points(names)).hasSize(100);
    }
  }

  @Test
  void connection_closedByTheServerMeanwhile_isReplaced() throws Exception {
    var cache = new RecordedCache();
    cache.put("a", PointBatch.of(60, 1));
    var first = serve(cache);
    var port = first.address().getPort();
    var nodes = List.of(new RingNode("127.0.0.1", port, null));
    try (var cluster = CacheCluster.open(config(nodes, 1, true), nanos::get)) {
      assertThat(cluster.points(List.of("a"))).hasSize(1);
      first.close();
      open(
          CacheQueryServer.open(
              CacheQueryConfig.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
              cache,
              () -> Instant.EPOCH,
              nanos::get));

      assertThat(cluster.points(List.of("a"))).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"7fffffff", "ffffffff", "00000004" + "80027d2e", "00000003" + "63616e", "0000"})
  void answer_thatIsNone_countsAsAway(String hex) throws Exception {
    var bytes = HexFormat.of().parseHex(hex);
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var answering =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (var connection = server.accept()) {
                      connection.getInputStream().read(new byte[1000]);
                      connection.getOutputStream().write(bytes);
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  });
      var nodes = List.of(new RingNode("127.0.0.1", server.getLocalPort(), null));
      try (var cluster = CacheCluster.open(config(nodes, 1, true), nanos::get)) {
        assertThat(cluster.points(List.of("a"))).isEmpty();
      }
      answering.join();
    }
  }

  @Test
  void server_garbage_endsTheConnectionAndIsCounted() throws Exception {
    var server = serve(new RecordedCache());
    try (var socket = new Socket(server.address().getAddress(), server.address().getPort())) {
      socket.getOutputStream().write(ByteBuffer.allocate(8).putInt(4).putInt(0).array());

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(server.counters().rejects(RejectReason.NOT_A_PICKLE)).isEqualTo(1);
  }

  @Test
  void server_moreConnectionsThanAllowed_closesTheLastOnly() throws Exception {
    var config = new CacheQueryConfig(ANY, 1, 1000, 1000);
    var server =
        open(CacheQueryServer.open(config, new RecordedCache(), () -> Instant.EPOCH, nanos::get));
    var address = server.address();
    try (var first = new Socket(address.getAddress(), address.getPort())) {
      var request = Resource.bytes(getClass(), "query-hit.p2.request.bin");
      first.getOutputStream().write(request);
      assertThat(first.getInputStream().read()).isZero();
      try (var second = new Socket(address.getAddress(), address.getPort())) {
        assertThat(second.getInputStream().read()).isEqualTo(-1);
      }
    }
    assertThat(server.counters().connectionsRefused()).isEqualTo(1);
  }

  private CacheQueryServer serve(QueriedCache cache) throws IOException {
    return open(
        CacheQueryServer.open(CacheQueryConfig.at(ANY), cache, () -> Instant.EPOCH, nanos::get));
  }

  private CacheQueryServer open(CacheQueryServer server) {
    open.add(server);
    return server;
  }

  private static RingNode node(CacheQueryServer server, String instance) {
    return new RingNode("127.0.0.1", server.address().getPort(), instance);
  }

  private static CacheClusterConfig config(List<RingNode> nodes, int replicas, boolean bulk) {
    return new CacheClusterConfig(
        nodes,
        HashType.CARBON_CH,
        replicas,
        Duration.ofSeconds(2),
        Duration.ofSeconds(15),
        bulk,
        "carbon");
  }
}
