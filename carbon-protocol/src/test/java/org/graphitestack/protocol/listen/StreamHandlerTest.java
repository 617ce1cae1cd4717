// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.graphitestack.protocol.ReceivedPoints;
import org.junit.jupiter.api.Test;

/// One connection without a socket, on a clock moved by hand.
class StreamHandlerTest {

  private static final InstantSource CLOCK = () -> Instant.ofEpochSecond(1_750_000_000L);

  private final PointListener listener =
      new PointListener(
          new ListenerConfig(
              WireProtocol.LINE,
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
              10,
              Optional.of(Duration.ofSeconds(30)),
              Optional.empty(),
              1024),
          _ -> {},
          new FlowSwitch(),
          CLOCK,
          () -> 0L);

  @Test
  void connection_silentForTheTimeout_isClosedAndCounted() {
    var channel = connection();

    pass(channel, 29);
    assertThat(channel.isOpen()).isTrue();
    pass(channel, 1);

    assertThat(channel.isOpen()).isFalse();
    assertThat(listener.counters().connectionsClosedIdle()).isEqualTo(1);
    assertThat(listener.counters().connectionsOpen()).isZero();
  }

  @Test
  void connection_sendsValidPoint_getsTheWholeTimeoutAgain() {
    var channel = connection();

    pass(channel, 20);
    write(channel, "a.b 1 1700000000\n");
    pass(channel, 29);
    assertThat(channel.isOpen()).isTrue();
    pass(channel, 1);

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void connection_sendsOnlyRubbish_isIdle() {
    var channel = connection();

    pass(channel, 20);
    write(channel, "GET / HTTP/1.1\r\n");
    pass(channel, 10);

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void connection_silentBecauseNothingIsRead_staysOpen() {
    var channel = connection();
    listener.flow().set(true);

    pass(channel, 40);
    assertThat(channel.isOpen()).isTrue();
    listener.flow().set(false);
    pass(channel, 30);

    assertThat(channel.isOpen()).isFalse();
  }

  private EmbeddedChannel connection() {
    var loop = new LoopState(CLOCK, new ReceivedPoints());
    var channel = new EmbeddedChannel();
    channel.freezeTime();
    channel
        .pipeline()
        .addLast(
            new StreamHandler(
                listener,
                loop,
                PointStream.of(listener, loop, CLOCK, listener.rejects().from(null)),
                listener.rejects().from(null)));
    channel.pipeline().fireChannelActive();
    channel.runPendingTasks();
    return channel;
  }

  private static void write(EmbeddedChannel channel, String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
  }

  private static void pass(EmbeddedChannel channel, long seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    channel.runPendingTasks();
  }
}
