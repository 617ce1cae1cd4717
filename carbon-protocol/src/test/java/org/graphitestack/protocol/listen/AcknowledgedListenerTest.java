// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.graphitestack.protocol.Point;
import org.graphitestack.protocol.PointSink;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.ack.AckSender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The acknowledged protocol over a socket, with a sink whose disk is slow.
class AcknowledgedListenerTest {

  private static final InstantSource CLOCK = () -> Instant.ofEpochSecond(1_750_000_000L);
  private static final UUID SESSION = new UUID(1, 2);
  private static final int PATIENCE_SECONDS = 20;

  /// Makes points durable when the test says so.
  private static final class SlowSink implements PointSink {

    private final BlockingQueue<Point> arrived = new LinkedBlockingQueue<>();
    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();

    @Override
    public void accept(ReceivedPoints points) {
      arrived.addAll(Point.all(points));
    }

    @Override
    public void whenDurable(Runnable then) {
      waiting.add(then);
    }

    void makeDurable() throws InterruptedException {
      var then = waiting.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(then).isNotNull();
      then.run();
    }
  }

  private final SlowSink sink = new SlowSink();
  private final List<AutoCloseable> open = new ArrayList<>();
  private Listeners listeners;
  private Socket socket;
  private AckSender sender;

  @BeforeEach
  void open() throws IOException {
    listeners =
        Listeners.open(
            List.of(
                ListenerConfig.of(
                    WireProtocol.ACKNOWLEDGED,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))),
            sink,
            1,
            CLOCK,
            () -> 0L);
    open.add(listeners);
    connect();
  }

  @AfterEach
  void close() throws Exception {
    for (var closeable : open.reversed()) {
      closeable.close();
    }
  }

  @Test
  void batch_isReceiptedOnlyOnceDurable() throws Exception {
    assertThat(sender.durable()).isEmpty();

    send("a 1 100\nb 2 200\n", 16);
    assertThat(sink.arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
    socket.setSoTimeout(100);
    assertThat(answers()).isFalse();
    sink.makeDurable();

    socket.setSoTimeout(PATIENCE_SECONDS * 1000);
    assertThat(receipt()).isEqualTo(16);
    assertThat(listeners.all().getFirst().counters().frames()).isEqualTo(1);
    assertThat(listeners.all().getFirst().counters().points()).isEqualTo(2);
  }

  @Test
  void sender_reconnects_goesOnBehindTheLastDurableBatch() throws Exception {
    send("a 1 100\n", 8);
    sink.makeDurable();
    assertThat(receipt()).isEqualTo(8);
    send("b 2 200\n", 16);
    assertThat(sink.waiting.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
    socket.close();

    connect();

    assertThat(sender.durable()).hasValue(8);
    send("b 2 200\n", 16);
    sink.makeDurable();
    assertThat(receipt()).isEqualTo(16);
  }

  @Test
  void receipts_laterOneComesFirst_earlierIsNotSentAgain() throws Exception {
    send("a 1 100\n", 8);
    var first = sink.waiting.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    send("b 2 200\n", 16);
    sink.makeDurable();
    assertThat(receipt()).isEqualTo(16);
    first.run();
    send("c 3 300\n", 24);
    sink.makeDurable();
    assertThat(receipt()).isEqualTo(24);
  }

  @Test
  void otherVersion_isToldOursAndClosed() throws Exception {
    var other = newSocket();
    other.getOutputStream().write(new byte[] {'G', 'S', 'A', 'K', 0, 9});
    other.getOutputStream().write(new byte[18]);
    var in = new DataInputStream(other.getInputStream());
    assertThat(in.readInt()).isEqualTo(0x4753414b);
    assertThat(in.readShort()).isEqualTo((short) 1);
    in.skipNBytes(10);
    assertThat(in.read()).isEqualTo(-1);
  }

  private void connect() throws IOException {
    socket = newSocket();
    sender = new AckSender();
    var hello = ByteBuffer.allocate(24);
    sender.hello(SESSION, hello);
    socket.getOutputStream().write(hello.array());
    assertThat(sender.welcome(ByteBuffer.wrap(socket.getInputStream().readNBytes(16)))).isTrue();
  }

  private Socket newSocket() throws IOException {
    var address = listeners.all().getFirst().address();
    var connected = new Socket(address.getAddress(), address.getPort());
    connected.setSoTimeout(PATIENCE_SECONDS * 1000);
    open.add(connected);
    return connected;
  }

  private void send(String lines, long id) throws IOException {
    var batch = ByteBuffer.allocate(AckSender.BATCH_HEADER + lines.length());
    sender.batch(lines.length(), id, batch);
    socket.getOutputStream().write(batch.put(lines.getBytes(UTF_8)).array());
  }

  private long receipt() throws IOException {
    var receipt = ByteBuffer.wrap(socket.getInputStream().readNBytes(8));
    return sender.acknowledged(receipt).orElseThrow();
  }

  private boolean answers() throws IOException {
    try {
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException _) {
      return false;
    }
  }
}
