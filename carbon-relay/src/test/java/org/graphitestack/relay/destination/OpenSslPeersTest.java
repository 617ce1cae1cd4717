// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.graphitestack.relay.destination.PemFolder.authority;
import static org.graphitestack.relay.destination.PemFolder.signed;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.graphitestack.log.LogEnvironment;
import org.graphitestack.log.LogMaintenance;
import org.graphitestack.log.LogOptions;
import org.graphitestack.protocol.compress.Compression;
import org.graphitestack.relay.route.Destination;
import org.graphitestack.relay.route.DestinationOptions;
import org.graphitestack.relay.route.DestinationOptions.Format;
import org.graphitestack.relay.spool.FlowGate;
import org.graphitestack.relay.spool.Spool;
import org.graphitestack.relay.spool.SpoolOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Peers on OpenSSL, with and without asking for a client certificate. Needs Debian's
/// carbon-c-relay and openssl.
@Tag("peers")
class OpenSslPeersTest {

  private static final InstantSource CLOCK = () -> Instant.ofEpochSecond(1_700_000_000);
  private static final DeliveryOptions QUICK =
      DeliveryOptions.defaults().withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(5));
  private static final long PATIENCE_SECONDS = 30;
  private static final int LINES = 10_000;

  @TempDir Path folder;

  private X509Bundle authority;
  private Path authorities;
  private Path out;
  private int port;

  @BeforeEach
  void prepare() throws Exception {
    authority = authority("ours");
    authorities = pem().write("clients.pem", authority.getRootCertificatePEM());
    out = pem().write("out", "");
    try (var free = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
  }

  @Test
  void carbonCRelay_overTls_getsAllLines() throws Exception {
    var configuration =
        pem()
            .write(
                "relay.conf",
                """
                cluster out file %s ;
                match * send to out stop ;
                listen type linemode transport plain ssl %s 127.0.0.1:%d proto tcp ;
                """
                    .formatted(out, serverPem(), port));

    deliver("carbon-c-relay", "-s", "-f", configuration.toString());

    assertThat(Files.readAllLines(out, UTF_8)).isEqualTo(lines());
  }

  @Test
  void serverWithoutTickets_getsAllLinesAfterATimeout() throws Exception {
    var server = serverPem().toString();

    deliver(
        "openssl",
        "s_server",
        "-quiet",
        "-accept",
        "127.0.0.1:" + port,
        "-cert",
        server,
        "-key",
        server,
        "-CAfile",
        authorities.toString(),
        "-Verify",
        "1",
        "-num_tickets",
        "0");

    assertThat(Files.readAllLines(out, UTF_8)).endsWith(lines().toArray(String[]::new));
  }

  /// Certificate and key in one file, as carbon-c-relay wants them.
  private Path serverPem() throws Exception {
    var server = signed(authority, "127.0.0.1");
    return pem()
        .write("server.pem", server.getCertificatePathPEM() + "\n" + server.getPrivateKeyPEM());
  }

  /// Starts the peer, which writes what it gets to the file, and delivers until all is there.
  private void deliver(String... command) throws Exception {
    var peer =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                command[0].equals("openssl") ? out.toFile() : folder.resolve("log").toFile())
            .start();
    try (var maintenance = LogMaintenance.every(Duration.ofMillis(50));
        var spool = open(maintenance)) {
      var bytes = (String.join("\n", lines()) + "\n").getBytes(UTF_8);
      spool.append(ByteBuffer.wrap(bytes), LINES, CLOCK.millis());
      var own = pem().trusting(authority, signed(authority, "relay.example.org"));
      var destination =
          new Destination(
              "127.0.0.1",
              port,
              null,
              new DestinationOptions(Format.PLAINTEXT, Compression.NONE, own));
      var dialler = Diallers.to(destination, QUICK, System::nanoTime);
      try (var runner = Runner.start("peer", spool, dialler, QUICK, CLOCK, System::nanoTime)) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!lastArrived()) {
          assertThat(System.nanoTime()).as("%s", runner.figures()).isLessThan(deadline);
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(runner.figures().connects()).isEqualTo(1);
      }
    } finally {
      peer.destroy();
      peer.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private boolean lastArrived() throws IOException {
    return Files.readString(out, UTF_8).contains(lines().getLast() + "\n");
  }

  private static List<String> lines() {
    return IntStream.range(0, LINES)
        .mapToObj(i -> "metric.of.this.test " + i + " 1700000000")
        .toList();
  }

  private Spool open(LogMaintenance maintenance) throws IOException {
    return Spool.open(
        "destination",
        new SpoolOptions(folder.resolve("spool"), LogOptions.defaults().withMinFreeBytes(0)),
        new LogEnvironment(CLOCK, System::nanoTime, () -> Long.MAX_VALUE),
        maintenance,
        new FlowGate());
  }

  private PemFolder pem() {
    return new PemFolder(folder);
  }
}
