// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.graphitestack.cache.ledger.DropReason;
import org.graphitestack.cache.schema.SchemaRule;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.cache.write.WriteSettings;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.PointBatch;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.protocol.listen.ListenerConfig;
import org.graphitestack.protocol.listen.WireProtocol;
import org.graphitestack.protocol.query.CacheCluster;
import org.graphitestack.protocol.query.CacheClusterConfig;
import org.graphitestack.protocol.query.CacheQueryConfig;
import org.graphitestack.protocol.ring.RingNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The whole cache over real sockets, with a storage that can be held up.
@Timeout(60)
class CarbonCacheTest {

  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final StorageInMemory storage = new StorageInMemory();
  private final AtomicLong ticks = new AtomicLong();

  private final BlockingQueue<String> announced = new LinkedBlockingQueue<>();

  @Test
  void point_accepted_isReadableWhileItIsBeingWrittenAndStoredOnClose() throws Exception {
    var writing = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    storage.trouble((call, _) -> holdUp(call, writing, goOn));
    try (var cache = open(Long.MAX_VALUE)) {
      try (var client = connect(cache)) {
        client.getOutputStream().write(line("a.b 1.5 1700000000"));
        assertThat(announced.poll(30, TimeUnit.SECONDS)).isEqualTo("a.b");
      }
      assertThat(writing.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(cache.unstored().unstored(new MetricPath("a.b")))
          .isEqualTo(PointBatch.of(1_700_000_000L, 1.5));
      assertThat(cache.listeners().getFirst().counters().points()).isEqualTo(1);
      goOn.countDown();
    }

    assertThat(storage.points("a.b")).isEqualTo(Map.of(1_700_000_000L, 1.5));
  }

  @Test
  void query_pointBeingWritten_isAnswered() throws Exception {
    var writing = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    storage.trouble((call, _) -> holdUp(call, writing, goOn));
    try (var cache = open(Long.MAX_VALUE)) {
      try (var client = connect(cache)) {
        client.getOutputStream().write(line("disk;host=b;dc=a 1.5 1700000000"));
        assertThat(announced.poll(30, TimeUnit.SECONDS)).isEqualTo("disk;dc=a;host=b");
      }
      assertThat(writing.await(30, TimeUnit.SECONDS)).isTrue();

      var answer = Map.of("disk;dc=a;host=b", PointBatch.of(1_700_000_000L, 1.5));
      assertThat(ask(cache, "disk;dc=a;host=b", "none", "..")).isEqualTo(answer);
      assertThat(cache.queries().orElseThrow().queries().bulkMetrics()).isEqualTo(3);
      goOn.countDown();
    }
  }

  @Test
  void adjust_namesAndLimits_areInForceAtOnce() throws Exception {
    var config = config(Long.MAX_VALUE);
    try (var cache = open(Long.MAX_VALUE);
        var client = connect(cache)) {
      client.getOutputStream().write(line("a.b 1 1700000000"));
      assertThat(announced.poll(30, TimeUnit.SECONDS)).isEqualTo("a.b");
      NameFilter noB =
          (bytes, offset, length) ->
              bytes[offset + length - 1] == 'b'
                  ? NameFilter.Verdict.BLACKLISTED
                  : bytes[offset] == 'x'
                      ? NameFilter.Verdict.NOT_WHITELISTED
                      : NameFilter.Verdict.ADMITTED;

      cache.adjust(
          new CacheConfig(
              "h",
              "a",
              config.listeners(),
              config.queries(),
              config.amqp(),
              noB,
              1,
              OptionalLong.empty(),
              false,
              0,
              config.writing(),
              Optional.empty(),
              "carbon",
              Duration.ZERO));
      storage.trouble(
          (call, _) -> {
            if (call.equals("write")) {
              throw new IOException("held up");
            }
          });
      client.getOutputStream().write(line("a.b 2 1700000001\nx 1 1700000001\na.c 1 1700000001"));
      assertThat(announced.poll(30, TimeUnit.SECONDS)).isEqualTo("a.c");
      client.getOutputStream().write(line("a.d 1 1700000002"));
      assertThat(announced.poll(30, TimeUnit.SECONDS)).isEqualTo("a.d");

      assertThat(cache.ledger().blacklisted()).isEqualTo(1);
      assertThat(cache.ledger().notWhitelisted()).isEqualTo(1);
      assertThat(cache.ledger().dropped(DropReason.OVERFLOW)).isPositive();
      assertThat(cache.paused()).isFalse();
      storage.noTrouble();
    }
  }

  @Test
  void query_none_areAnsweredIfNotWanted() throws Exception {
    var config = CacheConfig.defaults("h").withListeners(List.of()).withQueries(Optional.empty());
    try (var cache =
        CarbonCache.open(
            config, storage, SchemaRules.DEFAULTS, _ -> {}, () -> Instant.EPOCH, this::nanos)) {
      assertThat(cache.queries()).isEmpty();
    }
  }

  @Test
  void memory_full_sendersWaitAndNothingIsLost() throws Exception {
    var writing = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    storage.trouble((call, _) -> holdUp(call, writing, goOn));
    try (var cache = open(50);
        var client = connect(cache)) {
      var sender =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      for (var i = 0; i < 20_000; i++) {
                        client.getOutputStream().write(line("s" + i % 500 + " 1 " + (1000 + i)));
                      }
                    } catch (IOException failure) {
                      throw new java.io.UncheckedIOException(failure);
                    }
                  });
      while (!cache.paused()) {
        Thread.onSpinWait();
      }
      goOn.countDown();
      sender.join();
      while (cache.ledger().received() < 20_000) {
        Thread.onSpinWait();
      }
      assertThat(cache.drain()).isZero();
      assertThat(cache.ledger().stored()).isEqualTo(20_000);
      assertThat(cache.ledger().dropped()).isZero();
    }
  }

  @Test
  void schemas_changed_applyToSeriesCreatedFromThen() throws Exception {
    var rules =
        new SchemaRules(
            List.of(new SchemaRule("all", _ -> true, RetentionPolicy.parse("1s:1h"))), List.of());
    try (var cache = open(Long.MAX_VALUE)) {
      cache.schemas(rules);
      try (var client = connect(cache)) {
        client.getOutputStream().write(line("a 1 1700000000"));
        assertThat(announced.poll(30, TimeUnit.SECONDS)).isEqualTo("a");
      }
    }

    assertThat(storage.layoutOf("a")).isEqualTo(rules.layoutFor(new MetricPath("a")));
  }

  @Test
  void open_portInUse_failsAndLeavesNothingOpen() throws Exception {
    try (var first = open(Long.MAX_VALUE)) {
      var taken = first.listeners().getFirst().address();
      var config =
          CacheConfig.defaults("h")
              .withListeners(
                  List.of(
                      ListenerConfig.of(WireProtocol.LINE, ANY),
                      ListenerConfig.of(WireProtocol.LINE, taken)));

      assertThatThrownBy(
              () ->
                  CarbonCache.open(
                      config,
                      storage,
                      SchemaRules.DEFAULTS,
                      _ -> {},
                      () -> Instant.EPOCH,
                      this::nanos))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(String.valueOf(taken.getPort()));
    }
  }

  private CarbonCache open(long maxPoints) throws IOException {
    return CarbonCache.open(
        config(maxPoints),
        storage,
        SchemaRules.DEFAULTS,
        path -> announced.add(path.text()),
        () -> Instant.ofEpochSecond(1_750_000_000L),
        this::nanos);
  }

  private static CacheConfig config(long maxPoints) {
    return new CacheConfig(
        "h",
        "a",
        List.of(ListenerConfig.of(WireProtocol.LINE, ANY)),
        Optional.of(CacheQueryConfig.at(ANY)),
        Optional.empty(),
        NameFilter.ALL,
        maxPoints,
        OptionalLong.empty(),
        true,
        0,
        WriteSettings.defaults(),
        Optional.empty(),
        "carbon",
        Duration.ZERO);
  }

  /// Every look at this clock takes a tenth of a second.
  private long nanos() {
    return ticks.addAndGet(100_000_000L);
  }

  private static void holdUp(String call, CountDownLatch reached, CountDownLatch goOn)
      throws IOException {
    if (call.equals("write")) {
      reached.countDown();
      try {
        goOn.await();
      } catch (InterruptedException interrupted) {
        throw new IOException(interrupted);
      }
    }
  }

  private Map<String, PointBatch> ask(CarbonCache cache, String... metrics) {
    var port = cache.queries().orElseThrow().address().getPort();
    var node = new RingNode("127.0.0.1", port, null);
    try (var cluster = CacheCluster.open(CacheClusterConfig.of(List.of(node)), () -> 0)) {
      return cluster.points(List.of(metrics));
    }
  }

  private static Socket connect(CarbonCache cache) throws IOException {
    var address = cache.listeners().getFirst().address();
    return new Socket(address.getAddress(), address.getPort());
  }

  private static byte[] line(String text) {
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
