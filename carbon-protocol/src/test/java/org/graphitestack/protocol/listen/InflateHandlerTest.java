// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.zip.GZIPOutputStream;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.compress.Compression;
import org.junit.jupiter.api.Test;

/// A compressed connection without a socket.
class InflateHandlerTest {

  private static final InstantSource CLOCK = () -> Instant.ofEpochSecond(1_750_000_000L);
  private static final String LINE = "servers.web01.cpu.user 1 1700000000\n";

  private final FlowSwitch flow = new FlowSwitch();
  private final PointListener listener =
      new PointListener(
          ListenerConfig.of(
                  WireProtocol.LINE, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .with(StreamTransport.PLAIN.with(Compression.GZIP)),
          _ -> pauseIfWanted(),
          flow,
          CLOCK,
          () -> 0L);
  private boolean pauseAtFirstPoint;

  @Test
  void read_compressedLines_becomePoints() throws IOException {
    var channel = connection();

    write(channel, gzip(LINE.repeat(100)));

    assertThat(listener.counters().points()).isEqualTo(100);
    assertThat(listener.counters().bytes()).isEqualTo(100L * LINE.length());
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @Test
  void read_inflatesToManyMegabytes_takesTurnsAndStopsReading() throws IOException {
    var channel = connection();

    channel.pipeline().fireChannelRead(Unpooled.wrappedBuffer(gzip(LINE.repeat(100_000))));

    assertThat(listener.counters().bytes()).isBetween(1L << 20, (1L << 20) + 16_384);
    assertThat(channel.config().isAutoRead()).isFalse();
    channel.runPendingTasks();
    assertThat(listener.counters().points()).isEqualTo(100_000);
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @Test
  void pause_inTheMiddleOfARead_keepsTheRestCompressed() throws IOException {
    var channel = connection();
    flow.add(channel);
    pauseAtFirstPoint = true;

    write(channel, gzip(LINE.repeat(100_000)));

    assertThat(listener.counters().bytes()).isLessThanOrEqualTo(16_384);
    assertThat(channel.config().isAutoRead()).isFalse();

    pauseAtFirstPoint = false;
    flow.set(false);
    channel.runPendingTasks();
    assertThat(listener.counters().points()).isEqualTo(100_000);
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @Test
  void close_byTheSenderWhilePaused_losesNothingThatCame() throws IOException {
    var channel = connection();
    flow.add(channel);
    pauseAtFirstPoint = true;
    write(channel, gzip(LINE.repeat(100_000)));
    write(channel, gzip(LINE));

    channel.unsafe().close(channel.voidPromise());
    channel.runPendingTasks();

    assertThat(listener.counters().points()).isEqualTo(100_001);
    assertThat(listener.counters().connectionsOpen()).isZero();
  }

  @Test
  void read_damaged_isCountedAndEndsTheConnection() throws IOException {
    var channel = connection();
    var bytes = gzip(LINE);
    bytes[bytes.length - 1] ^= 1;

    write(channel, bytes);
    channel.runPendingTasks();

    assertThat(listener.counters().rejects(RejectReason.DAMAGED_COMPRESSION)).isEqualTo(1);
    assertThat(channel.isOpen()).isFalse();
    assertThat(listener.counters().connectionsOpen()).isZero();
  }

  private void pauseIfWanted() {
    if (pauseAtFirstPoint) {
      flow.set(true);
    }
  }

  private EmbeddedChannel connection() {
    var loop = new LoopState(CLOCK, new ReceivedPoints());
    var channel = new EmbeddedChannel();
    channel
        .pipeline()
        .addLast(
            new InflateHandler(listener, Compression.GZIP.open(), loop.inflated),
            new StreamHandler(
                listener,
                loop,
                PointStream.of(listener, loop, CLOCK, listener.rejects().from(null)),
                listener.rejects().from(null)));
    channel.pipeline().fireChannelActive();
    channel.runPendingTasks();
    return channel;
  }

  private static void write(EmbeddedChannel channel, byte[] bytes) {
    channel.writeInbound(Unpooled.wrappedBuffer(bytes));
  }

  private static byte[] gzip(String text) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }
}
