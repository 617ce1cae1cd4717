// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.graphitestack.integration.GraphiteProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RelayProcessTest {

  private static final int NAMES = 50;

  @TempDir Path folder;
  private LineSink sink;

  @BeforeEach
  void openSink() throws IOException {
    sink = LineSink.open();
  }

  @AfterEach
  void closeSink() throws IOException {
    sink.close();
  }

  @Test
  void points_reachTheirDestination_andTheBooksBalance() throws IOException {
    try (var relay = relay()) {
      send(relay, 0, 20_000);
      awaitUnique(20_000);
      assertThat(sink.backwards()).isZero();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                var status = status(relay);
                assertThat(status.at("/ledger/received").asLong()).isEqualTo(20_000);
                assertThat(status.at("/ledger/unaccounted").asLong()).isZero();
                assertThat(status.at("/ledger/unaccountedCopies").asLong()).isZero();
                assertThat(status.at("/destinations/0/spool/delivered").asLong()).isEqualTo(20_000);
                assertThat(status.at("/destinations/0/spool/unaccounted").asLong()).isZero();
              });
      assertThat(relay.get("/metrics").body())
          .contains("graphite_relay_received_total 20000.0")
          .contains("graphite_relay_destination_delivered_total{destination=\"" + name() + "\"}");
      assertThat(relay.get("/").body()).contains("<title>Graphite relay</title>");
      assertThat(relay.get("/explain.json?metric=test.a").body()).contains(name());
      assertThat(relay.terminate()).isZero();
    }
  }

  @Test
  void destinationThatIsDown_getsEverythingInOrder_whenItIsBack() throws IOException {
    try (var relay = relay()) {
      send(relay, 0, 10_000);
      awaitUnique(10_000);
      sink.down();
      send(relay, 10_000, 100_000);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> !status(relay).at("/destinations/0/healthy").asBoolean());
      sink.up();
      awaitUnique(110_000);
      assertThat(sink.backwards()).isZero();
    }
  }

  @Test
  void relayKilledAgainAndAgain_losesNothingItHadTaken() throws IOException {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var sent = 0;
    for (var round = 0; round < 5; round++) {
      var relay = relay();
      try {
        var count = 2_000 + random.nextInt(20_000);
        sendAndWaitUntilRead(relay, sent, count);
        sent += count;
      } finally {
        relay.kill();
        relay.close();
      }
    }
    try (var _ = relay()) {
      var expected = sent;
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(sink.unique()).as("seed %s", seed).isEqualTo(expected));
    }
  }

  @Test
  void restartWithoutDestination_keepsTheSpool() throws IOException {
    sink.down();
    try (var relay = relay()) {
      sendAndWaitUntilRead(relay, 0, 5_000);
      assertThat(relay.terminate()).isZero();
    }
    sink.up();
    try (var relay = relay()) {
      awaitUnique(5_000);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> status(relay).at("/destinations/0/spool/queued").asLong() == 0);
    }
  }

  @Test
  void reload_movesTheRoutes_andKeepsTheConnection() throws IOException {
    var conf = folder.resolve("carbon.conf");
    try (var second = LineSink.open()) {
      writeConf(conf, sink.port());
      try (var relay = GraphiteProcess.relay(folder.resolve("home"), "--config", conf.toString());
          var sender = new Socket()) {
        sender.connect(relay.address("line"));
        sender.getOutputStream().write(numbered(0, 1_000).getBytes(UTF_8));
        awaitUnique(1_000);

        writeConf(conf, second.port());
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> relay.get("/explain.json?metric=test.a").body().contains(name(second)));
        sender.getOutputStream().write(numbered(1_000, 1_000).getBytes(UTF_8));
        await()
            .atMost(Duration.ofSeconds(20))
            .untilAsserted(() -> assertThat(second.unique()).isEqualTo(1_000));

        Files.writeString(conf, "[relay]\nDESTINATIONS = nonsense\n");
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> relay.log().contains("the routes in force stay"));
        sender.getOutputStream().write(numbered(2_000, 1_000).getBytes(UTF_8));
        await()
            .atMost(Duration.ofSeconds(20))
            .untilAsserted(() -> assertThat(second.unique()).isEqualTo(2_000));
        assertThat(sink.unique()).isEqualTo(1_000);
      }
    }
  }

  private GraphiteProcess relay() throws IOException {
    return GraphiteProcess.relay(
        folder.resolve("home"),
        "--set",
        "relay.DESTINATIONS=" + name(),
        "--set",
        "relay.DESTINATION_PROTOCOL=line",
        "--set",
        "relay.CARBON_METRIC_INTERVAL=0");
  }

  private String name() {
    return name(sink);
  }

  private static String name(LineSink sink) {
    return "127.0.0.1:" + sink.port();
  }

  private static void writeConf(Path conf, int port) throws IOException {
    Files.writeString(
        conf,
        """
        [relay]
        DESTINATIONS = 127.0.0.1:%d
        DESTINATION_PROTOCOL = line
        RELAY_METHOD = consistent-hashing
        CARBON_METRIC_INTERVAL = 0
        """
            .formatted(port));
  }

  private static void send(GraphiteProcess relay, int first, int count) throws IOException {
    relay.sendLines(numbered(first, count));
  }

  /// Sends, and waits until the relay has read to the end of the connection: from then on the
  /// points are its affair.
  private static void sendAndWaitUntilRead(GraphiteProcess relay, int first, int count)
      throws IOException {
    try (var sender = new Socket()) {
      sender.connect(relay.address("line"));
      sender.setSoTimeout(20_000);
      sender.getOutputStream().write(numbered(first, count).getBytes(UTF_8));
      sender.shutdownOutput();
      assertThat(sender.getInputStream().read()).isEqualTo(-1);
    }
  }

  /// Points of names in turn, numbered for each name.
  private static String numbered(int first, int count) {
    var lines = new StringBuilder(count * 24);
    for (var i = first; i < first + count; i++) {
      lines
          .append("test.m")
          .append(i % NAMES)
          .append(' ')
          .append(i / NAMES)
          .append(" 1700000000\n");
    }
    return lines.toString();
  }

  private void awaitUnique(long points) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(sink.unique()).isEqualTo(points));
  }

  private static JsonNode status(GraphiteProcess relay) throws IOException {
    return JsonMapper.shared().readTree(relay.get("/status.json").body());
  }
}
