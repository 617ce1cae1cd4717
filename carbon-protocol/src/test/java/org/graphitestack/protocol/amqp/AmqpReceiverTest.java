// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.graphitestack.protocol.Point;
import org.graphitestack.protocol.PointSink;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.RejectReason;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real broker. Needs Debian's rabbitmq-server.
@Tag("peers")
@Timeout(180)
class AmqpReceiverTest {

  private static final InstantSource CLOCK = () -> Instant.ofEpochSecond(1_750_000_000L);
  private static final int PATIENCE_SECONDS = 60;

  @TempDir private static Path folder;
  private static RabbitMq broker;

  /// Remembers points; makes them durable at once, or never.
  private static final class Sink implements PointSink {

    private final BlockingQueue<Point> arrived = new LinkedBlockingQueue<>();
    private volatile boolean durable = true;

    @Override
    public void accept(ReceivedPoints points) {
      arrived.addAll(Point.all(points));
    }

    @Override
    public void whenDurable(Runnable then) {
      if (durable) {
        then.run();
      }
    }
  }

  private final Sink sink = new Sink();

  @BeforeAll
  static void start() throws IOException {
    broker = new RabbitMq(folder);
    broker.connect().close();
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @Test
  void messages_namesAsRoutingKeys_becomePoints() throws Exception {
    try (var receiver = open(config("keys", false, Optional.empty()))) {
      publish("keys", "servers.web01.load", "1.5 1700000000");
      publish("keys", "servers.web02.load", "2.5 1700000000\nbad\n3.5 1700000060\n");

      assertThat(next(3))
          .containsExactly(
              new Point("servers.web01.load", 1_700_000_000L, 1.5),
              new Point("servers.web02.load", 1_700_000_000L, 2.5),
              new Point("servers.web02.load", 1_700_000_060L, 3.5));
      assertThat(receiver.counters().frames()).isEqualTo(2);
      assertThat(receiver.counters().rejects(RejectReason.FIELD_COUNT)).isEqualTo(1);
      assertThat(receiver.recentRejects().latest()).hasSize(1);
    }
  }

  @Test
  void messages_namesInBody_becomePoints() throws Exception {
    try (var _ = open(config("bodies", true, Optional.empty()))) {
      publish("bodies", "any", "a.b 1 1700000000\nc.d 2 1700000000");
      assertThat(next(2)).extracting(Point::name).containsExactly("a.b", "c.d");
    }
  }

  @Test
  void messages_notDurable_areDeliveredAgain() throws Exception {
    sink.durable = false;
    var config = config("durable", false, Optional.of("kept"));
    try (var _ = open(config)) {
      publish("durable", "a", "1 100");
      assertThat(next(1)).containsExactly(new Point("a", 100, 1));
    }
    sink.durable = true;
    try (var _ = open(config)) {
      assertThat(next(1)).containsExactly(new Point("a", 100, 1));
    }
    try (var _ = open(config)) {
      publish("durable", "b", "2 200");
      assertThat(next(1)).containsExactly(new Point("b", 200, 2));
    }
    assertThat(sink.arrived).isEmpty();
  }

  @Test
  void pause_messagesWaitWithTheBroker() throws Exception {
    try (var receiver = open(config("paused", false, Optional.of("waiting")))) {
      receiver.pause();
      var bodies = IntStream.range(0, 500).mapToObj(i -> i + " 100").toArray(String[]::new);
      publish("paused", "a", bodies);
      // one batch may have been on its way when pause came
      assertThat(sink.arrived.size()).isLessThanOrEqualTo(200);
      awaitQueue("waiting", 300);
      receiver.resume();
      assertThat(next(500)).extracting(Point::value).endsWith(498.0, 499.0);
      assertThat(sink.arrived).isEmpty();
    }
  }

  @Test
  void broker_crashesAndComesBack_isFoundAgain() throws Exception {
    try (var receiver = open(config("crash", false, Optional.of("crash")))) {
      publish("crash", "before", "1 100");
      assertThat(next(1)).hasSize(1);

      broker.restart();
      publish("crash", "after", "2 200");

      // the receipt for the first may have died with the broker
      var point = next(1).getFirst();
      while (point.name().equals("before")) {
        point = next(1).getFirst();
      }
      assertThat(point).isEqualTo(new Point("after", 200, 2));
      assertThat(receiver.counters().connectionsAccepted()).isGreaterThanOrEqualTo(2);
      assertThat(receiver.counters().connectionsOpen()).isEqualTo(1);
    }
  }

  private AmqpReceiver open(AmqpConfig config) {
    var receiver = AmqpReceiver.open(config, sink, CLOCK, () -> 0L);
    for (var i = 0; i < PATIENCE_SECONDS * 20 && !receiver.connected(); i++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    assertThat(receiver.connected()).isTrue();
    return receiver;
  }

  private static AmqpConfig config(String exchange, boolean nameInBody, Optional<String> queue) {
    return new AmqpConfig(
        "127.0.0.1",
        broker.port(),
        "/",
        "guest",
        "guest",
        exchange,
        List.of("#"),
        nameInBody,
        false,
        queue);
  }

  private static void publish(String exchange, String routingKey, String... bodies)
      throws Exception {
    try (var connection = broker.connect();
        var channel = connection.createChannel()) {
      channel.confirmSelect();
      channel.exchangeDeclare(exchange, "topic", true);
      for (var body : bodies) {
        channel.basicPublish(
            exchange, routingKey, MessageProperties.PERSISTENT_BASIC, body.getBytes(UTF_8));
      }
      channel.waitForConfirmsOrDie(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    }
  }

  private static void awaitQueue(String queue, long atLeast) throws Exception {
    try (var connection = broker.connect();
        var channel = connection.createChannel()) {
      for (var i = 0; i < PATIENCE_SECONDS * 20; i++) {
        if (channel.messageCount(queue) >= atLeast) {
          return;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
      assertThat(channel.messageCount(queue)).isGreaterThanOrEqualTo(atLeast);
    }
  }

  private List<Point> next(int count) throws InterruptedException {
    var points = new ArrayList<Point>();
    while (points.size() < count) {
      var point = sink.arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(point).as("after %s", points).isNotNull();
      points.add(point);
    }
    return points;
  }
}
