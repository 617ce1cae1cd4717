// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.listen.RecentRejects.Reject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecentRejectsTest {

  private Instant now = Instant.ofEpochSecond(1_750_000_000L);
  private final RecentRejects rejects = new RecentRejects(() -> now);

  @Test
  void latest_moreThanAreKept_givesTheNewestFirst() {
    for (var i = 0; i < RecentRejects.CAPACITY + 20; i++) {
      add(null, "line " + i);
      now = now.plusSeconds(1);
    }

    var latest = rejects.latest();

    assertThat(latest).hasSize(RecentRejects.CAPACITY);
    assertThat(latest.getFirst())
        .isEqualTo(
            new Reject(
                RejectReason.FIELD_COUNT,
                Instant.ofEpochSecond(1_750_000_119L),
                "?",
                "\"line 119\""));
    assertThat(latest.getLast().sample()).isEqualTo("\"line 20\"");
  }

  @Test
  void sample_long_isCutAndSaysSo() {
    add(null, "x".repeat(121));
    add(null, "x".repeat(120));

    assertThat(rejects.latest())
        .extracting(Reject::sample)
        .containsExactly("\"" + "x".repeat(120) + "\"", "\"" + "x".repeat(120) + "\"…");
  }

  @Test
  void sample_controlCharacters_areEscaped() {
    add(null, "a\u0000\u001b[2J");
    assertThat(rejects.latest().getFirst().sample()).isEqualTo("\"a\\x00\\x1b[2J\"");
  }

  @Test
  void sender_isItsAddress() {
    add(new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711), "bad");
    assertThat(rejects.latest().getFirst().sender()).isEqualTo("localhost/127.0.0.1:4711");
  }

  @ParameterizedTest
  @EnumSource(names = {"LINE", "LINE_UDP"})
  void badLine_overASocket_isKeptWithItsSender(WireProtocol protocol) throws Exception {
    var arrived = new CountDownLatch(1);
    var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var listeners =
        Listeners.open(
            List.of(ListenerConfig.of(protocol, any)),
            _ -> arrived.countDown(),
            1,
            () -> now,
            () -> 0L)) {
      var listener = listeners.all().getFirst();
      var port = send(protocol, listener.address(), "bad line\ngood 1 1700000000\n");
      assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();

      assertThat(listener.recentRejects().latest())
          .containsExactly(
              new Reject(RejectReason.FIELD_COUNT, now, "127.0.0.1:" + port, "\"bad line\""));
    }
  }

  private static int send(WireProtocol protocol, InetSocketAddress to, String text)
      throws IOException {
    var bytes = text.getBytes(UTF_8);
    if (protocol == WireProtocol.LINE_UDP) {
      try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
        socket.send(new DatagramPacket(bytes, bytes.length, to));
        return socket.getLocalPort();
      }
    }
    try (var socket = new Socket(to.getAddress(), to.getPort())) {
      socket.getOutputStream().write(bytes);
      return socket.getLocalPort();
    }
  }

  private void add(@Nullable SocketAddress sender, String text) {
    var bytes = text.getBytes(UTF_8);
    rejects.add(RejectReason.FIELD_COUNT, sender, bytes, 0, bytes.length);
  }
}
