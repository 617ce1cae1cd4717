// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphitestack.relay.destination.PemFolder.authority;
import static org.graphitestack.relay.destination.PemFolder.signed;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.graphitestack.log.LogEnvironment;
import org.graphitestack.log.LogMaintenance;
import org.graphitestack.log.LogOptions;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.compress.Compression;
import org.graphitestack.protocol.listen.ListenerConfig;
import org.graphitestack.protocol.listen.Listeners;
import org.graphitestack.protocol.listen.StreamTransport;
import org.graphitestack.protocol.listen.TlsConfig;
import org.graphitestack.protocol.listen.WireProtocol;
import org.graphitestack.relay.route.Destination;
import org.graphitestack.relay.route.DestinationOptions;
import org.graphitestack.relay.route.DestinationOptions.Format;
import org.graphitestack.relay.route.TlsOptions;
import org.graphitestack.relay.spool.FlowGate;
import org.graphitestack.relay.spool.Spool;
import org.graphitestack.relay.spool.SpoolOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Runners deliver to our own listeners, compressed and over TLS.
class LinkTest {

  private static final InstantSource CLOCK = () -> Instant.ofEpochSecond(1_700_000_000);
  private static final DeliveryOptions QUICK =
      new DeliveryOptions(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofMillis(10),
          Duration.ofMillis(50),
          Replay.IN_ORDER,
          0,
          500,
          Duration.ofSeconds(5));
  private static final long PATIENCE_SECONDS = 30;

  @TempDir Path folder;

  private final LogMaintenance maintenance = LogMaintenance.every(Duration.ofMillis(50));
  private final List<AutoCloseable> open = new ArrayList<>();

  /// The values of all points, in the order they came. Guarded by itself.
  private final List<Integer> arrived = new ArrayList<>();

  private Spool spool;

  @BeforeEach
  void openSpool() throws IOException {
    spool =
        Spool.open(
            "destination",
            new SpoolOptions(folder.resolve("spool"), LogOptions.defaults().withMinFreeBytes(0)),
            new LogEnvironment(CLOCK, System::nanoTime, () -> Long.MAX_VALUE),
            maintenance,
            new FlowGate());
  }

  @AfterEach
  void close() throws Exception {
    for (var closeable : open.reversed()) {
      closeable.close();
    }
    spool.close();
    maintenance.close();
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void connection_brokenInTheMiddle_losesNothing(Compression compression) throws Exception {
    var listener = listen(WireProtocol.LINE, StreamTransport.PLAIN.with(compression));
    deliverOverABreakingProxy(
        listener, new DestinationOptions(Format.PLAINTEXT, compression, null));
  }

  @ParameterizedTest
  @CsvSource({
    "LINE, PLAINTEXT, NONE",
    "LINE, PLAINTEXT, GZIP",
    "LINE, PLAINTEXT, LZ4",
    "LINE, PLAINTEXT, ZSTD",
    "PICKLE, PICKLE, SNAPPY",
    "PROTOBUF, PROTOBUF, NONE",
    "ACKNOWLEDGED, ACKNOWLEDGED, NONE",
  })
  void tls_brokenInTheMiddle_losesNothing(
      WireProtocol protocol, Format format, Compression compression) throws Exception {
    var ours = authority("ours");
    var listener =
        listen(
            protocol,
            StreamTransport.PLAIN
                .with(served(ours, "127.0.0.1", Optional.empty()))
                .with(compression));
    deliverOverABreakingProxy(
        listener, new DestinationOptions(format, compression, trusting(ours)));
  }

  @Test
  void tls_clientCertificateWanted_isShown() throws Exception {
    var ours = authority("ours");
    var listener = listenForClientsOf(ours);
    append(0, 1000);

    start(listener, tls(trusting(ours, signed(ours, "relay.example.org"))));

    await(() -> spool.figures().queued() == 0);
    await(() -> arrivedCount() == 1000);
  }

  @Test
  void tls_clientCertificateWantedAndNone_keepsEverything() throws Exception {
    var ours = authority("ours");
    var listener = listenForClientsOf(ours);
    append(0, 1000);

    var runner = start(listener, tls(trusting(ours)));

    await(() -> runner.figures().failures() > 1);
    assertThat(lastError(runner)).startsWith("TLS: ").contains("certificate");
    assertThat(spool.figures().queued()).isEqualTo(1000);
    assertThat(runner.figures().sentPoints()).isZero();
  }

  @Test
  void tls_clientCertificateOfOthers_keepsEverythingUntilItIsReplaced() throws Exception {
    var ours = authority("ours");
    var listener = listenForClientsOf(ours);
    append(0, 1000);

    var own = trusting(ours, signed(authority("theirs"), "relay.example.org"));
    var runner = start(listener, tls(own));
    await(() -> runner.figures().failures() > 1);
    assertThat(lastError(runner)).startsWith("TLS: ").contains("certificate");
    assertThat(spool.figures().queued()).isEqualTo(1000);

    var _ = trusting(ours, signed(ours, "relay.example.org"));
    await(() -> arrivedCount() == 1000);
  }

  @Test
  void tls_listenerOfAnUnknownAuthority_keepsEverythingUntilItIsTrusted() throws Exception {
    var ours = authority("ours");
    var listener =
        listen(
            WireProtocol.LINE,
            StreamTransport.PLAIN.with(served(ours, "127.0.0.1", Optional.empty())));
    append(0, 1000);

    var trusting = trusting(authority("theirs"));
    var runner = start(listener, tls(trusting));
    await(() -> runner.figures().failures() > 1);
    assertThat(lastError(runner))
        .startsWith("TLS: ")
        .endsWith(" (trusted: " + trusting.trustedCertificates().orElseThrow() + ")");
    assertThat(spool.figures().queued()).isEqualTo(1000);
    assertThat(arrivedCount()).isZero();

    var _ = trusting(ours);
    await(() -> arrivedCount() == 1000);
  }

  @Test
  void tls_listenerOfAnotherName_isRefusedUnlessNamesDoNotMatter() throws Exception {
    var ours = authority("ours");
    var listener =
        listen(
            WireProtocol.LINE,
            StreamTransport.PLAIN.with(served(ours, "192.0.2.1", Optional.empty())));
    append(0, 1000);

    var runner = start(listener, tls(trusting(ours)));
    await(() -> runner.figures().failures() > 1);
    assertThat(lastError(runner)).startsWith("TLS: ").contains("127.0.0.1");
    assertThat(spool.figures().queued()).isEqualTo(1000);
    runner.close();

    var careless =
        new TlsOptions(
            trusting(ours).trustedCertificates(), Optional.empty(), Optional.empty(), false);
    start(listener, tls(careless));
    await(() -> arrivedCount() == 1000);
  }

  @Test
  void tls_peerThatSaysNothing_isLeftAfterTheTimeout() throws Exception {
    append(0, 10);
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var runner =
          start(
              destination(silent.getLocalPort(), tls(trusting(authority("ours")))),
              QUICK.withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(10)));
      await(() -> runner.figures().failures() > 0);
      assertThat(lastError(runner))
          .isEqualTo("TLS: no handshake within 1 s (expected: a TLS listener)");
      assertThat(spool.figures().queued()).isEqualTo(10);
    }
  }

  @Test
  void tls_listenerWithoutIt_getsNothing() throws Exception {
    var listener = listen(WireProtocol.PICKLE, StreamTransport.PLAIN);
    append(0, 10);

    var runner = start(listener, tls(trusting(authority("ours"))));

    await(() -> runner.figures().failures() > 0);
    assertThat(lastError(runner)).isEqualTo("TLS: the peer closed the connection in the handshake");
    assertThat(spool.figures().queued()).isEqualTo(10);
  }

  @Test
  void files_unusable_areNamedAtTheStart() {
    var missing = folder.resolve("missing.pem");
    var options =
        tls(new TlsOptions(Optional.of(missing), Optional.empty(), Optional.empty(), true));
    assertThatThrownBy(() -> Diallers.to(destination(2003, options), QUICK, System::nanoTime))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "127.0.0.1:2003: trusted certificates: " + missing + " (expected: a readable file)");
  }

  @Test
  void acknowledged_compressed_isRefused() {
    var options = new DestinationOptions(Format.ACKNOWLEDGED, Compression.ZSTD, null);
    assertThatThrownBy(() -> Diallers.to(destination(2003, options), QUICK, System::nanoTime))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "127.0.0.1:2003: acknowledged delivery with compression zstd"
                + " (expected: without compression)");
  }

  private void deliverOverABreakingProxy(InetSocketAddress listener, DestinationOptions options)
      throws Exception {
    var count = 60_000;
    for (var i = 0; i < count; i += 3000) {
      append(i, 3000);
    }
    var proxy = BreakingProxy.start(listener, 2, 100_000);
    open.add(proxy);

    var runner = start(destination(proxy.port(), options), QUICK);

    await(() -> spool.figures().queued() == 0);
    await(() -> distinctArrived() == count);
    assertThat(runner.figures().connects()).isGreaterThanOrEqualTo(2);
    synchronized (arrived) {
      // the listener may be at the end of one connection while another brings the next points
      assertThat(arrived.stream().distinct())
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, count).boxed().toList());
    }
  }

  private Runner start(InetSocketAddress listener, DestinationOptions options) throws IOException {
    return start(destination(listener.getPort(), options), QUICK);
  }

  private Runner start(Destination destination, DeliveryOptions delivery) throws IOException {
    var runner =
        Runner.start(
            destination.name(),
            spool,
            Diallers.to(destination, delivery, System::nanoTime),
            delivery,
            CLOCK,
            System::nanoTime);
    open.add(runner);
    return runner;
  }

  private static Destination destination(int port, DestinationOptions options) {
    return new Destination("127.0.0.1", port, null, options);
  }

  private InetSocketAddress listenForClientsOf(X509Bundle authority) throws Exception {
    var clients = pem().write("clients.pem", authority.getRootCertificatePEM());
    return listen(
        WireProtocol.LINE,
        StreamTransport.PLAIN.with(served(authority, "127.0.0.1", Optional.of(clients))));
  }

  private InetSocketAddress listen(WireProtocol protocol, StreamTransport transport)
      throws IOException {
    var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var listeners =
        Listeners.open(
            List.of(ListenerConfig.of(protocol, any).with(transport)),
            this::arrived,
            1,
            CLOCK,
            System::nanoTime);
    open.add(listeners);
    return listeners.all().getFirst().address();
  }

  private void arrived(ReceivedPoints points) {
    synchronized (arrived) {
      for (var i = 0; i < points.size(); i++) {
        arrived.add((int) points.value(i));
      }
    }
  }

  private int arrivedCount() {
    synchronized (arrived) {
      return arrived.size();
    }
  }

  private long distinctArrived() {
    synchronized (arrived) {
      return arrived.stream().distinct().count();
    }
  }

  private static String lastError(Runner runner) {
    var error = runner.figures().lastError();
    return error == null ? "none" : error.message();
  }

  private static DestinationOptions tls(TlsOptions options) {
    return new DestinationOptions(Format.PLAINTEXT, Compression.NONE, options);
  }

  private TlsOptions trusting(X509Bundle authority) throws IOException {
    return pem().trusting(authority);
  }

  private TlsOptions trusting(X509Bundle authority, X509Bundle own) throws IOException {
    return pem().trusting(authority, own);
  }

  private PemFolder pem() {
    return new PemFolder(folder);
  }

  private TlsConfig served(X509Bundle authority, String address, Optional<Path> clients)
      throws Exception {
    var server = signed(authority, address);
    return new TlsConfig(
        pem().write("server.pem", server.getCertificatePathPEM()),
        pem().write("server.key", server.getPrivateKeyPEM()),
        clients);
  }

  private void append(int first, int count) {
    var random = new Random(first);
    var lines = new StringBuilder();
    for (var i = first; i < first + count; i++) {
      lines
          .append("metric.")
          .append(Long.toHexString(random.nextLong()))
          .append(' ')
          .append(i)
          .append(" 1700000000\n");
    }
    spool.append(ByteBuffer.wrap(lines.toString().getBytes(UTF_8)), count, CLOCK.millis());
  }

  private static void await(BooleanSupplier condition) {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited %d seconds", PATIENCE_SECONDS).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
