// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.graphitestack.protocol.Point;
import org.graphitestack.protocol.PointSink;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.RejectReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Real sockets on the loopback interface, on every transport this machine has.
class ListenersTest {

  private static final InstantSource CLOCK = () -> Instant.ofEpochSecond(1_750_000_000L);
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final long PATIENCE_SECONDS = 20;

  private final BlockingQueue<Point> arrived = new LinkedBlockingQueue<>();
  private final List<AutoCloseable> open = new ArrayList<>();

  static Stream<Transport> transports() {
    return Stream.of(Transport.nio(), Transport.best());
  }

  @AfterEach
  void close() throws Exception {
    for (var closeable : open.reversed()) {
      closeable.close();
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void lineListener_connectionSendsLines_pointsArrive(Transport transport) throws Exception {
    var listener = open(transport, ListenerConfig.of(WireProtocol.LINE, ANY)).all().getFirst();

    send(listener, "a.b 1 1700000000\nbad line\nc.d 2.5 1700000001\n");

    assertThat(next(2))
        .containsExactly(
            new Point("a.b", 1_700_000_000L, 1), new Point("c.d", 1_700_000_001L, 2.5));
    assertThat(listener.address().getPort()).isPositive();
    assertThat(listener.counters().points()).isEqualTo(2);
    assertThat(listener.counters().rejects(RejectReason.FIELD_COUNT)).isEqualTo(1);
    assertThat(listener.counters().connectionsAccepted()).isEqualTo(1);
    assertThat(listener.counters().bytes()).isEqualTo(45);
  }

  @ParameterizedTest
  @MethodSource("transports")
  void udpListener_datagramWithoutFinalLineFeed_pointsArrive(Transport transport) throws Exception {
    var listener = open(transport, ListenerConfig.of(WireProtocol.LINE_UDP, ANY)).all().getFirst();

    sendDatagram(listener, "a.b 1 1700000000\nc.d 2 1700000001");

    assertThat(next(2)).extracting(Point::name).containsExactly("a.b", "c.d");
    assertThat(listener.counters().frames()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("transports")
  void pickleListener_frameInTwoPieces_pointsArrive(Transport transport) throws Exception {
    var listener = open(transport, ListenerConfig.of(WireProtocol.PICKLE, ANY)).all().getFirst();
    var payload = "(l(Vpickled\n(I1700000000\nF1.5\ntta.".getBytes(StandardCharsets.US_ASCII);
    var frame = ByteBuffer.allocate(4 + payload.length).putInt(payload.length).put(payload).array();

    var socket = connect(listener);
    socket.getOutputStream().write(frame, 0, 9);
    socket.getOutputStream().flush();
    socket.getOutputStream().write(frame, 9, frame.length - 9);

    assertThat(next(1)).containsExactly(new Point("pickled", 1_700_000_000L, 1.5));
    assertThat(listener.counters().frames()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("transports")
  void stream_senderHasSentAll_isClosedOnceItsPointsAreDurable(Transport transport)
      throws Exception {
    var durable = new LinkedBlockingQueue<Runnable>();
    var sink =
        new PointSink() {
          @Override
          public void accept(ReceivedPoints points) {}

          @Override
          public void whenDurable(Runnable then) {
            durable.add(then);
          }
        };
    var listeners =
        Listeners.open(
            transport,
            List.of(ListenerConfig.of(WireProtocol.LINE, ANY)),
            sink,
            1,
            CLOCK,
            System::nanoTime);
    open.add(listeners);
    var socket = connect(listeners.all().getFirst());
    socket.getOutputStream().write("a.b 1 1700000000\n".getBytes(StandardCharsets.US_ASCII));
    socket.shutdownOutput();

    var then = durable.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(then).isNotNull();
    socket.setSoTimeout(100);
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    then.run();

    socket.setSoTimeout(20_000);
    assertThat(socket.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void pickleListener_frameOverTheLimit_connectionIsClosed() throws Exception {
    var listener =
        open(Transport.best(), ListenerConfig.of(WireProtocol.PICKLE, ANY)).all().getFirst();

    var socket = connect(listener);
    socket.getOutputStream().write(new byte[] {0x7f, 0, 0, 0});

    assertThat(socket.getInputStream().read()).isEqualTo(-1);
    assertThat(listener.counters().rejects(RejectReason.FRAME_TOO_LONG)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("transports")
  void listener_moreConnectionsThanAllowed_closesTheLastOnly(Transport transport) throws Exception {
    var config =
        new ListenerConfig(
            WireProtocol.LINE, ANY, 1, Optional.empty(), Optional.empty(), 1_048_576);
    var listener = open(transport, config).all().getFirst();
    var first = connect(listener);
    first.getOutputStream().write("first 1 1700000000\n".getBytes(StandardCharsets.UTF_8));
    assertThat(next(1)).hasSize(1);

    var second = connect(listener);

    assertThat(second.getInputStream().read()).isEqualTo(-1);
    assertThat(listener.counters().connectionsRefused()).isEqualTo(1);
    first.getOutputStream().write("first 2 1700000001\n".getBytes(StandardCharsets.UTF_8));
    assertThat(next(1)).containsExactly(new Point("first", 1_700_000_001L, 2));
  }

  @ParameterizedTest
  @MethodSource("transports")
  void pause_connectionSends_nothingIsReadUntilResume(Transport transport) throws Exception {
    var listeners = open(transport, ListenerConfig.of(WireProtocol.LINE, ANY));
    var listener = listeners.all().getFirst();
    var socket = connect(listener);
    socket.getOutputStream().write("before 1 1700000000\n".getBytes(StandardCharsets.UTF_8));
    assertThat(next(1)).hasSize(1);

    listeners.pause();
    listeners.awaitSwitched();
    socket.getOutputStream().write("while 1 1700000000\n".getBytes(StandardCharsets.UTF_8));
    send(listener, "newcomer 1 1700000000\n");
    assertThat(arrived.poll(200, TimeUnit.MILLISECONDS)).isNull();
    assertThat(listener.counters().connectionsAccepted()).isEqualTo(1);
    listeners.resume();

    assertThat(next(2)).extracting(Point::name).containsExactlyInAnyOrder("while", "newcomer");
  }

  @Test
  void pause_datagramComes_isCountedByLine() throws Exception {
    var listeners = open(Transport.best(), ListenerConfig.of(WireProtocol.LINE_UDP, ANY));
    var listener = listeners.all().getFirst();

    listeners.pause();
    sendDatagram(listener, "a 1 1700000000\nb 1 1700000000\nc 1 1700000000");
    listeners.resume();
    sendDatagram(listener, "d 1 1700000000");

    // both datagrams are read in order; the first may have come before or after resume()
    var names = new ArrayList<String>();
    while (!names.contains("d")) {
      names.add(next(1).getFirst().name());
    }
    assertThat(
            listener.counters().points() + listener.counters().rejects(RejectReason.FLOW_CONTROL))
        .isEqualTo(4);
  }

  @Test
  void open_portInUse_saysWhichAddress() throws Exception {
    var taken =
        open(Transport.best(), ListenerConfig.of(WireProtocol.LINE, ANY))
            .all()
            .getFirst()
            .address();

    assertThatThrownBy(() -> open(Transport.best(), ListenerConfig.of(WireProtocol.LINE, taken)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen on")
        .hasMessageContaining(String.valueOf(taken.getPort()));
  }

  @Test
  void close_openConnections_areClosedToo() throws Exception {
    var listeners = open(Transport.best(), ListenerConfig.of(WireProtocol.LINE, ANY));
    var listener = listeners.all().getFirst();
    var socket = connect(listener);
    socket.getOutputStream().write("a 1 1700000000\n".getBytes(StandardCharsets.UTF_8));
    assertThat(next(1)).hasSize(1);

    listeners.close();

    assertThat(socket.getInputStream().read()).isEqualTo(-1);
    assertThat(listener.counters().connectionsOpen()).isZero();
  }

  @Test
  void listenerConfig_nonsense_isRefused() {
    assertThatThrownBy(
            () ->
                new ListenerConfig(
                    WireProtocol.LINE, ANY, 0, Optional.empty(), Optional.empty(), 1))
        .hasMessage("maxConnections: 0 (expected: >= 1)");
    assertThatThrownBy(
            () ->
                new ListenerConfig(
                    WireProtocol.LINE, ANY, 1, Optional.of(Duration.ZERO), Optional.empty(), 1))
        .hasMessage("idleTimeout: PT0S (expected: more than 0)");
  }

  private Listeners open(Transport transport, ListenerConfig config) throws IOException {
    var listeners =
        Listeners.open(
            transport,
            List.of(config),
            points -> arrived.addAll(Point.all(points)),
            2,
            CLOCK,
            () -> 0L);
    open.add(listeners);
    return listeners;
  }

  private List<Point> next(int count) throws InterruptedException {
    var points = new ArrayList<Point>();
    while (points.size() < count) {
      var point = arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(point).as("after %s", points).isNotNull();
      points.add(point);
    }
    return points;
  }

  private Socket connect(PointListener listener) throws IOException {
    var socket = new Socket(listener.address().getAddress(), listener.address().getPort());
    socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    open.add(socket);
    return socket;
  }

  private void send(PointListener listener, String text) throws IOException {
    connect(listener).getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void sendDatagram(PointListener listener, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    try (var socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(bytes, bytes.length, listener.address()));
    }
  }
}
