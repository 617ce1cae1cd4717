// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.graphitestack.protocol.Point;
import org.graphitestack.protocol.Resource;
import org.graphitestack.protocol.compress.Compression;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Compression, TLS and unix sockets over real sockets.
class StreamTransportTest {

  private static final InstantSource CLOCK = () -> Instant.ofEpochSecond(1_750_000_000L);
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final int PATIENCE_SECONDS = 20;

  private final BlockingQueue<Point> arrived = new LinkedBlockingQueue<>();
  private final List<AutoCloseable> open = new ArrayList<>();

  @TempDir private Path folder;

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
  @CsvSource({
    "GZIP, partial-flushes.gz",
    "LZ4, one-frame-per-buffer.lz4",
    "ZSTD, cli.zst",
    "SNAPPY, bare-blocks.snappy",
  })
  void compressedStream_asRelaysSendIt_arrivesWhole(Compression compression, String file)
      throws Exception {
    var listener = open(Transport.best(), StreamTransport.PLAIN.with(compression));

    try (var socket = new Socket(listener.address().getAddress(), port(listener))) {
      socket.getOutputStream().write(Resource.bytes(Compression.class, file));
    }

    assertThat(next(4000).getLast())
        .isEqualTo(new Point("servers.web022.cpu.user", 1_700_000_399L, 81));
  }

  @Test
  void compressedStream_pausedAndResumed_arrivesWhole() throws Exception {
    var listeners = openAll(Transport.best(), StreamTransport.PLAIN.with(Compression.GZIP));
    var listener = listeners.all().getFirst();
    listeners.pause();
    try (var socket = new Socket(listener.address().getAddress(), port(listener));
        var gzip = new GZIPOutputStream(socket.getOutputStream())) {
      gzip.write("a.b 1 1700000000\n".repeat(50_000).getBytes(StandardCharsets.UTF_8));
    }
    listeners.resume();

    assertThat(next(50_000)).hasSize(50_000);
  }

  @ParameterizedTest
  @MethodSource("transports")
  void unixSocket_linesSent_pointsArrive(Transport transport) throws Exception {
    var path = folder.resolve("line.socket");
    var listeners = openAll(transport, StreamTransport.PLAIN.on(path));

    send(path, "a.b 1 1700000000\n");

    assertThat(next(1)).containsExactly(new Point("a.b", 1_700_000_000L, 1));
    assertThat(listeners.all().getFirst().config().where()).isEqualTo(path.toString());
    listeners.close();
    assertThat(path).doesNotExist();
  }

  @Test
  void unixSocket_leftByAKilledDaemon_isReplaced() throws Exception {
    var path = folder.resolve("line.socket");
    try (var killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      killed.bind(UnixDomainSocketAddress.of(path));
    }
    assertThat(path).exists();

    open(Transport.best(), StreamTransport.PLAIN.on(path));

    send(path, "a.b 1 1700000000\n");
    assertThat(next(1)).hasSize(1);
  }

  @Test
  void unixSocket_inUse_isLeftAlone() throws Exception {
    var path = folder.resolve("line.socket");
    open(Transport.best(), StreamTransport.PLAIN.on(path));

    assertThatThrownBy(() -> open(Transport.best(), StreamTransport.PLAIN.on(path)))
        .isInstanceOf(IOException.class)
        .hasMessage(path + " is in use: somebody answers there");

    send(path, "a.b 1 1700000000\n");
    assertThat(next(1)).hasSize(1);
  }

  @Test
  void unixSocket_fileOfAnotherKind_isLeftAlone() throws Exception {
    var path = Files.writeString(folder.resolve("notes.txt"), "dear");

    assertThatThrownBy(() -> open(Transport.best(), StreamTransport.PLAIN.on(path)))
        .hasMessage(path + " is no socket (expected: nothing there, or a socket)");

    assertThat(path).hasContent("dear");
  }

  @ParameterizedTest
  @MethodSource("transports")
  void tls_senderTrustsTheListener_pointsArrive(Transport transport) throws Exception {
    var authority = authority("ours");
    var listener = open(transport, StreamTransport.PLAIN.with(tls(authority, Optional.empty())));

    try (var out = tlsConnection(listener, authority, Optional.empty())) {
      out.write("a.b 1 1700000000\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(next(1)).containsExactly(new Point("a.b", 1_700_000_000L, 1));
  }

  @Test
  void tls_compressedInside_pointsArrive() throws Exception {
    var authority = authority("ours");
    var transport =
        StreamTransport.PLAIN.with(tls(authority, Optional.empty())).with(Compression.GZIP);
    var listener = open(Transport.best(), transport);

    try (var out = new GZIPOutputStream(tlsConnection(listener, authority, Optional.empty()))) {
      out.write("a.b 1 1700000000\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
    }

    assertThat(next(10_000)).hasSize(10_000);
  }

  @Test
  void tls_clientCertificateWanted_onlyThoseOfTheAuthorityMaySend() throws Exception {
    var ours = authority("ours");
    var theirs = authority("theirs");
    var listener =
        open(
            Transport.best(),
            StreamTransport.PLAIN.with(tls(ours, Optional.of(pem("ca.pem", ours)))));

    assertThatThrownBy(() -> sendAndWait(listener, ours, Optional.empty()))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> sendAndWait(listener, ours, Optional.of(signedBy(theirs))))
        .isInstanceOf(IOException.class);
    assertThat(arrived).isEmpty();

    try (var out = tlsConnection(listener, ours, Optional.of(signedBy(ours)))) {
      out.write("good 1 1700000000\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(next(1)).extracting(Point::name).containsExactly("good");
  }

  @Test
  void tls_plaintextSender_isNotHeard() throws Exception {
    var listener =
        open(
            Transport.best(), StreamTransport.PLAIN.with(tls(authority("ours"), Optional.empty())));

    try (var socket = new Socket(listener.address().getAddress(), port(listener))) {
      socket.setSoTimeout(PATIENCE_SECONDS * 1000);
      socket.getOutputStream().write("a 1 1\n".repeat(10).getBytes(StandardCharsets.UTF_8));
      while (socket.getInputStream().read() >= 0) {
        // an alert, then the end
      }
    }

    assertThat(listener.counters().points()).isZero();
  }

  @Test
  void tls_filesUnusable_saysWhich() throws Exception {
    var missing = folder.resolve("none.pem");
    var text = Files.writeString(folder.resolve("text.pem"), "hello");

    assertThatThrownBy(
            () ->
                open(
                    Transport.best(),
                    StreamTransport.PLAIN.with(new TlsConfig(missing, text, Optional.empty()))))
        .hasMessage("certificate: " + missing + " (expected: a readable file)");
    assertThatThrownBy(
            () ->
                open(
                    Transport.best(),
                    StreamTransport.PLAIN.with(new TlsConfig(text, text, Optional.empty()))))
        .hasMessageStartingWith("certificate: " + text)
        .hasMessageContaining("(expected: PEM certificates)");
  }

  @Test
  void udp_withTransportOptions_isRefused() {
    var config = ListenerConfig.of(WireProtocol.LINE_UDP, ANY);
    assertThatThrownBy(() -> config.with(StreamTransport.PLAIN.with(Compression.GZIP)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("for UDP");
  }

  private void sendAndWait(PointListener listener, X509Bundle trusted, Optional<X509Bundle> own)
      throws Exception {
    var context = clientContext(trusted, own);
    try (var socket =
        context.getSocketFactory().createSocket(listener.address().getAddress(), port(listener))) {
      socket.setSoTimeout(PATIENCE_SECONDS * 1000);
      socket.getOutputStream().write("bad 1 1700000000\n".getBytes(StandardCharsets.UTF_8));
      if (socket.getInputStream().read() < 0) {
        throw new IOException("closed");
      }
    }
  }

  private OutputStream tlsConnection(
      PointListener listener, X509Bundle trusted, Optional<X509Bundle> own) throws Exception {
    var socket =
        clientContext(trusted, own)
            .getSocketFactory()
            .createSocket(listener.address().getAddress(), port(listener));
    open.add(socket);
    return socket.getOutputStream();
  }

  private static SSLContext clientContext(X509Bundle trusted, Optional<X509Bundle> own)
      throws Exception {
    var trust = KeyStore.getInstance(KeyStore.getDefaultType());
    trust.load(null, null);
    trust.setCertificateEntry("ca", trusted.getRootCertificate());
    var trusts = TrustManagerFactory.getInstance("PKIX");
    trusts.init(trust);
    var context = SSLContext.getInstance("TLS");
    context.init(
        own.isPresent() ? own.get().toKeyManagerFactory().getKeyManagers() : null,
        trusts.getTrustManagers(),
        null);
    return context;
  }

  private TlsConfig tls(X509Bundle authority, Optional<Path> clients) throws Exception {
    var server = signedBy(authority);
    return new TlsConfig(
        server.toTempCertChainPem().toPath(), server.toTempPrivateKeyPem().toPath(), clients);
  }

  private Path pem(String name, X509Bundle bundle) throws IOException {
    return Files.writeString(folder.resolve(name), bundle.getRootCertificatePEM());
  }

  private static X509Bundle authority(String name) throws Exception {
    return new CertificateBuilder()
        .subject("CN=" + name)
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
  }

  private static X509Bundle signedBy(X509Bundle authority) throws Exception {
    return new CertificateBuilder()
        .subject("CN=localhost")
        .addSanDnsName("localhost")
        .addSanIpAddress("127.0.0.1")
        .buildIssuedBy(authority);
  }

  private PointListener open(Transport transport, StreamTransport options) throws IOException {
    return openAll(transport, options).all().getFirst();
  }

  private Listeners openAll(Transport transport, StreamTransport options) throws IOException {
    var listeners =
        Listeners.open(
            transport,
            List.of(ListenerConfig.of(WireProtocol.LINE, ANY).with(options)),
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
      assertThat(point).as("after %d points", points.size()).isNotNull();
      points.add(point);
    }
    return points;
  }

  private static int port(PointListener listener) {
    return listener.address().getPort();
  }

  private static void send(Path path, String text) throws IOException {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      Channels.newOutputStream(channel).write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
