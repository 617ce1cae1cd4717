// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.graphitestack.protocol.amqp.RabbitMq;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A cache that takes its points from a RabbitMQ and is killed meanwhile: a message is confirmed
/// when its points are in the journal, so none is missing. Needs Debian's rabbitmq-server.
@Tag("peers")
@Timeout(180)
class AmqpPeerTest {

  private static final int MESSAGES = 2000;
  private static final String EXCHANGE = "graphite";

  @TempDir private Path folder;

  @Test
  void cache_killedWhileMessagesCome_missesNone() throws Exception {
    var begin = Instant.now().getEpochSecond() / 60 * 60 - 3600L * 40;
    try (var broker = new RabbitMq(folder);
        var connection = broker.connect();
        var channel = connection.createChannel()) {
      try (var cache = run(broker)) {
        publish(channel, 0, MESSAGES / 2, begin);
        await().untilAsserted(() -> assertThat(received(cache)).isPositive());
        cache.kill();
      }
      publish(channel, MESSAGES / 2, MESSAGES, begin);
      try (var cache = run(broker)) {
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(values(cache, begin)).isEqualTo(MESSAGES));
      }
    }
  }

  private GraphiteProcess run(RabbitMq broker) throws IOException {
    return GraphiteProcess.run(
        folder.resolve("home"),
        "--set",
        "cache.ENABLE_AMQP=True",
        "--set",
        "cache.AMQP_HOST=127.0.0.1",
        "--set",
        "cache.AMQP_PORT=" + broker.port(),
        "--set",
        "cache.AMQP_EXCHANGE=" + EXCHANGE,
        "--set",
        "cache.AMQP_QUEUE=cache-a",
        "--set",
        "cache.CARBON_METRIC_INTERVAL=0");
  }

  private static void publish(Channel channel, int from, int to, long begin) throws IOException {
    for (var i = from; i < to; i++) {
      var body = i + " " + (begin + i * 60L);
      channel.basicPublish(
          EXCHANGE, "queued.metric", MessageProperties.PERSISTENT_BASIC, body.getBytes(UTF_8));
    }
  }

  private static long received(GraphiteProcess cache) throws IOException {
    var text = cache.get("/cache/status.json").body();
    var after = text.substring(text.indexOf("\"received\":") + "\"received\":".length());
    return Long.parseLong(after.substring(0, after.indexOf(',')));
  }

  /// How many of the points sent are drawn, each with its own value.
  private static long values(GraphiteProcess cache, long begin) throws IOException {
    var answer =
        cache
            .get(
                "/render?format=raw&target=queued.metric&from="
                    + (begin - 60)
                    + "&until="
                    + (begin + (MESSAGES - 1) * 60L))
            .body()
            .strip();
    var values = answer.substring(answer.indexOf('|') + 1).split(",", -1);
    var right = 0L;
    for (var i = 0; i < values.length; i++) {
      if (values[i].equals(i + ".0")) {
        right++;
      }
    }
    return right;
  }
}
