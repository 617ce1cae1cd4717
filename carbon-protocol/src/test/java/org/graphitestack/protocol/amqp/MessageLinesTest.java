// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.graphitestack.protocol.Point;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.Rejects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies of messages, and a receiver whose broker is not there.
class MessageLinesTest {

  private static final InstantSource CLOCK = () -> Instant.ofEpochSecond(1_750_000_000L);

  private final Rejects rejects = new Rejects();
  private final ReceivedPoints points = ReceivedPoints.keepingLines();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5 100\n2 200\n",
        "1.5 100\r\n2 200",
        "\n  \n1.5 100\n\n\t2 200\n\n",
        "1.5  100 \n 2\t200",
      })
  void body_withoutNames_takesTheRoutingKey(String body) {
    parse(false, "servers.web01.load", body);
    assertThat(Point.all(points))
        .containsExactly(
            new Point("servers.web01.load", 100, 1.5), new Point("servers.web01.load", 200, 2));
    assertThat(rejects.reasons()).isEmpty();
  }

  @Test
  void body_withNames_ignoresTheRoutingKey() {
    parse(true, "ignored", "a.b 1.5 100\nc.d 2 -1");
    assertThat(points.line(0)).isEqualTo("a.b 1.5 100");
    assertThat(points.line(1)).isEqualTo("c.d 2 1750000000");
  }

  @Test
  void badLines_areRejectedAlone() {
    parse(false, "a", "1\nb 1 100\none 100\n1 100\nnan 100\n");
    assertThat(Point.all(points)).containsExactly(new Point("a", 100, 1));
    assertThat(rejects.reasons())
        .containsExactly(
            RejectReason.FIELD_COUNT,
            RejectReason.FIELD_COUNT,
            RejectReason.VALUE_NOT_A_NUMBER,
            RejectReason.VALUE_IS_NAN);
  }

  @Test
  void routingKey_withBlankOrNothing_makesNoPoint() {
    parse(false, "a b", "1 100");
    parse(false, "", "1 100");
    assertThat(points.isEmpty()).isTrue();
    assertThat(rejects.reasons()).containsOnly(RejectReason.FIELD_COUNT).hasSize(2);
  }

  @Test
  void line_longerThanAllowed_isRejectedAndTheNextTaken() {
    parse(true, "", "x".repeat(20_000) + " 1 100\na 1 100");
    assertThat(Point.all(points)).containsExactly(new Point("a", 100, 1));
    assertThat(rejects.reasons()).containsExactly(RejectReason.LINE_TOO_LONG);
  }

  @Test
  void bodies_ofAnyBytes_neverThrowAndEachLineCounts() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var good = "servers.web01.load 1.5 1700000000\n caf\u00e9 2 1700000000\r\n".getBytes(UTF_8);
    for (var round = 0; round < 20_000; round++) {
      var body = Arrays.copyOf(good, random.nextInt(good.length + 1));
      for (var i = 0; i < random.nextInt(6) && body.length > 0; i++) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      points.clear();
      var before = rejects.reasons().size();
      new MessageLines(random.nextBoolean(), CLOCK, rejects).parse("a.b", body, points);
      var lines = new String(body, UTF_8).split("\n", -1).length;
      assertThat(points.size() + rejects.reasons().size() - before)
          .as("seed %d", seed)
          .isLessThanOrEqualTo(lines);
    }
  }

  @Test
  @Timeout(20)
  void receiver_brokerAway_keepsTryingAndCloses() throws Exception {
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    var config =
        new AmqpConfig(
            "127.0.0.1", port, "/", "u", "p", "e", List.of("#"), false, false, Optional.empty());
    try (var receiver = AmqpReceiver.open(config, _ -> {}, CLOCK, () -> 0L)) {
      assertThat(receiver.connected()).isFalse();
      receiver.pause();
      receiver.resume();
      assertThat(receiver.counters().connectionsOpen()).isZero();
    }
  }

  @Test
  @Timeout(20)
  void receiver_somethingElseAnswers_comesBack() throws Exception {
    try (var server = new ServerSocket(0)) {
      server.setSoTimeout((int) TimeUnit.SECONDS.toMillis(15));
      var config =
          new AmqpConfig(
              "127.0.0.1",
              server.getLocalPort(),
              "/",
              "u",
              "p",
              "e",
              List.of("#"),
              false,
              false,
              Optional.empty());
      try (var receiver = AmqpReceiver.open(config, _ -> {}, CLOCK, () -> 0L)) {
        for (var i = 0; i < 2; i++) {
          try (var connection = server.accept()) {
            assertThat(connection.getInputStream().readNBytes(4)).isEqualTo("AMQP".getBytes(UTF_8));
          }
        }
        assertThat(receiver.connected()).isFalse();
      }
    }
  }

  @Test
  void config_nonsense_isRefused() {
    var good = AmqpConfig.of("broker");
    assertThat(good.toString()).doesNotContain("guest:guest").contains("guest@broker:5672");
    assertThatThrownBy(
            () ->
                new AmqpConfig(
                    "h", 0, "/", "u", "p", "e", List.of("#"), false, false, good.queue()))
        .hasMessage("port: 0 (expected: 1 to 65535)");
    assertThatThrownBy(
            () -> new AmqpConfig("h", 1, "/", "u", "p", "e", List.of(), false, false, good.queue()))
        .hasMessage("bindPatterns: none (expected: at least one, # for all)");
  }

  private void parse(boolean nameInBody, String routingKey, String body) {
    new MessageLines(nameInBody, CLOCK, rejects).parse(routingKey, body.getBytes(UTF_8), points);
  }
}
