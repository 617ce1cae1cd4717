// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.graphitestack.log.LogEnvironment;
import org.graphitestack.log.LogMaintenance;
import org.graphitestack.log.LogOptions;
import org.graphitestack.relay.spool.FlowGate;
import org.graphitestack.relay.spool.Spool;
import org.graphitestack.relay.spool.SpoolOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {

  private static final long NOW = 1_700_000_000_000L;
  private static final DeliveryOptions QUICK =
      new DeliveryOptions(
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofMillis(10),
          Duration.ofMillis(50),
          Replay.IN_ORDER,
          0,
          500,
          Duration.ofSeconds(1));

  @TempDir Path folder;

  private final LogMaintenance maintenance = LogMaintenance.every(Duration.ofMillis(50));
  private final InstantSource clock = () -> Instant.ofEpochMilli(NOW);
  private Spool spool;
  private int port;

  @BeforeEach
  void openSpool() throws IOException {
    try (var free = listen(0)) {
      port = free.getLocalPort();
    }
    spool = reopen();
  }

  @AfterEach
  void close() throws IOException {
    spool.close();
    maintenance.close();
  }

  @Test
  void lines_reachTheDestination_andLeaveTheSpool() throws IOException {
    try (var server = listen(port);
        var _ = start(QUICK)) {
      append(0, 1000, NOW);
      try (var peer = server.accept()) {
        assertThat(read(peer, 1000)).isEqualTo(numbered(0, 1000));
        await(() -> spool.figures().queued() == 0);
        assertThat(spool.figures().delivered()).isEqualTo(1000);
        append(1000, 1, NOW);
        assertThat(read(peer, 1)).isEqualTo(numbered(1000, 1));
      }
    }
  }

  @Test
  void destination_thatIsDown_getsEverythingLater() throws IOException {
    try (var runner = start(QUICK)) {
      append(0, 100, NOW);
      await(() -> runner.figures().failures() > 1);
      assertThat(runner.isHealthy()).isFalse();
      assertThat(runner.figures().lastError()).isNotNull();
      try (var server = listen(port);
          var peer = server.accept()) {
        assertThat(read(peer, 100)).isEqualTo(numbered(0, 100));
        await(runner::isHealthy);
      }
    }
  }

  @Test
  void connection_thatBreaks_isFollowedByOneThatLosesNothing() throws IOException {
    for (var i = 0; i < 200; i++) {
      append(i * 1000, 1000, NOW);
    }
    try (var server = listen(port);
        var _ = start(QUICK)) {
      try (var peer = server.accept()) {
        peer.setSoLinger(true, 0);
        assertThat(read(peer, 50_000)).isEqualTo(numbered(0, 50_000));
      }
      try (var peer = server.accept()) {
        var lines = reader(peer);
        var first = lines.readLine();
        assertThat(number(first)).isGreaterThan(0).isLessThan(200_000);
        var expected = number(first);
        for (var line = first; expected < 199_999; line = lines.readLine()) {
          assertThat(number(line)).isEqualTo(expected++);
        }
        await(() -> spool.figures().queued() == 0);
      }
    }
  }

  @Test
  void peer_thatClosesWhileIdle_isNoticed() throws IOException {
    try (var server = listen(port);
        var runner = start(QUICK)) {
      server.accept().close();
      try (var peer = server.accept()) {
        append(0, 1, NOW);
        assertThat(read(peer, 1)).isEqualTo(numbered(0, 1));
        assertThat(runner.figures().connects()).isEqualTo(2);
      }
    }
  }

  @Test
  void peer_thatTakesNothing_isLeftAfterTheWriteTimeout() throws IOException {
    append(0, 400_000, NOW);
    try (var server = listen(port);
        var runner = start(QUICK.withTimeouts(Duration.ofSeconds(1), Duration.ofMillis(200)));
        var _ = server.accept()) {
      await(() -> runner.figures().failures() > 0);
      assertThat(String.valueOf(runner.figures().lastError())).contains("took nothing");
      assertThat(spool.figures().queued()).isPositive();
    }
  }

  @Test
  void stop_withoutPeer_isQuick_andKeepsTheSpool() throws IOException {
    append(0, 10, NOW);
    var runner = start(QUICK);
    await(() -> runner.figures().failures() > 0);
    runner.close();
    assertThat(runner.figures().state()).isEqualTo(RunnerState.CLOSED);
    assertThat(spool.figures().queued()).isEqualTo(10);
  }

  @Test
  void stop_withPeer_deliversWhatIsLeft() throws IOException {
    var runner = start(QUICK);
    try (var server = listen(port);
        var peer = server.accept()) {
      append(0, 1000, NOW);
      runner.close();
      assertThat(read(peer, 1000)).isEqualTo(numbered(0, 1000));
      assertThat(spool.figures().queued()).isZero();
    }
  }

  @Test
  void restart_goesOnBehindWhatWasConfirmed() throws IOException {
    try (var server = listen(port)) {
      try (var _ = start(QUICK);
          var peer = server.accept()) {
        append(0, 100, NOW);
        assertThat(read(peer, 100)).hasSize(100);
        await(() -> spool.figures().queued() == 0);
      }
      spool.close();
      spool = reopen();
      append(100, 1, NOW);
      try (var _ = start(QUICK);
          var peer = server.accept()) {
        assertThat(read(peer, 1)).isEqualTo(numbered(100, 1));
      }
    }
  }

  @Test
  void liveFirst_sendsWhatComesInBeforeWhatHasWaited() throws IOException {
    for (var i = 0; i < 100; i++) {
      append(i * 10_000, 10_000, NOW - 60_000);
    }
    try (var server = listen(port);
        var _ = start(QUICK.withReplay(Replay.LIVE_FIRST, 0));
        var peer = server.accept()) {
      await(() -> spool.readers().size() == 2);
      append(5_000_000, 1, NOW);
      var lines = reader(peer);
      var before = 0;
      while (number(lines.readLine()) != 5_000_000) {
        before++;
      }
      assertThat(before).as("lines replayed before the live one").isLessThan(900_000);
      for (var left = 1_000_000 - before; left > 0; left--) {
        assertThat(number(lines.readLine())).isEqualTo(before++);
      }
      await(() -> spool.readers().size() == 1);
    }
  }

  @Test
  void replayRate_holdsBackWhatHasWaited() throws IOException {
    for (var i = 0; i < 10; i++) {
      append(i * 10_000, 10_000, NOW - 60_000);
    }
    try (var server = listen(port);
        var _ = start(QUICK.withReplay(Replay.IN_ORDER, 20_000));
        var peer = server.accept()) {
      var began = System.nanoTime();
      assertThat(read(peer, 100_000)).hasSize(100_000);
      assertThat(System.nanoTime() - began).isGreaterThan(TimeUnit.SECONDS.toNanos(2));
    }
  }

  @Test
  void socket_connectedToItself_isNoConnection() throws IOException {
    try (var socket = SocketChannel.open()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      assertThat(socket.connect(socket.getLocalAddress())).isTrue();
      assertThatThrownBy(() -> Connection.requireTwoEnds(socket))
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining("connected to itself");
    }
  }

  private Spool reopen() throws IOException {
    return Spool.open(
        "destination",
        new SpoolOptions(folder, LogOptions.defaults().withMinFreeBytes(0)),
        new LogEnvironment(clock, System::nanoTime, () -> Long.MAX_VALUE),
        maintenance,
        new FlowGate());
  }

  private Runner start(DeliveryOptions options) {
    return Runner.start(
        "destination",
        spool,
        () -> new PlainWire(Connection.open("127.0.0.1", port, options, System::nanoTime)),
        options,
        clock,
        System::nanoTime);
  }

  private void append(int first, int count, long arrival) {
    var lines = String.join("\n", numbered(first, count)) + "\n";
    spool.append(ByteBuffer.wrap(lines.getBytes(UTF_8)), count, arrival);
  }

  private static List<String> numbered(int first, int count) {
    var lines = new ArrayList<String>(count);
    for (var i = first; i < first + count; i++) {
      lines.add("metric.of.this.test " + i + " 1700000000");
    }
    return lines;
  }

  private static int number(String line) {
    return Integer.parseInt(line.split(" ", 3)[1]);
  }

  private static ServerSocket listen(int port) throws IOException {
    return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
  }

  private static List<String> read(Socket peer, int count) throws IOException {
    var reader = reader(peer);
    var lines = new ArrayList<String>(count);
    for (var i = 0; i < count; i++) {
      lines.add(reader.readLine());
    }
    return lines;
  }

  private static BufferedReader reader(Socket peer) throws IOException {
    peer.setSoTimeout(10_000);
    return new BufferedReader(new InputStreamReader(peer.getInputStream(), UTF_8));
  }

  private static void await(BooleanSupplier condition) {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited ten seconds").isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
