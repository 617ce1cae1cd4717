// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.WritableByteChannel;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.graphitestack.protocol.tls.TlsClient;
import org.graphitestack.relay.route.Destination;
import org.graphitestack.relay.route.TlsOptions;
import tlschannel.ClientTlsChannel;
import tlschannel.NeedsReadException;
import tlschannel.TlsChannel;

/// TLS over a connection: every write ends a record and goes to the kernel at once, so that what
/// the peer's kernel has acknowledged of the enciphered bytes still tells which ranges arrived.
final class TlsLink implements Link {

  private static final String TLS_1_3 = "TLSv1.3";

  private final Connection connection;
  private final TlsOptions options;
  private final Underneath underneath;
  private final TlsChannel channel;

  private TlsLink(
      Connection connection, TlsOptions options, Underneath underneath, TlsChannel channel) {
    this.connection = connection;
    this.options = options;
    this.underneath = underneath;
    this.channel = channel;
  }

  /// Reads the files that the options name.
  ///
  /// @throws IOException if one cannot be used; the message says which and why
  static TlsClient client(TlsOptions options) throws IOException {
    return TlsClient.open(
        options.trustedCertificates(), options.certificate(), options.key(), options.verifyHost());
  }

  /// Shakes hands within the timeout. Does not close the connection if that fails.
  static TlsLink open(
      Connection connection,
      TlsOptions options,
      Destination peer,
      Duration timeout,
      LongSupplier nanoTime)
      throws IOException {
    var client = client(options);
    var underneath = new Underneath(connection);
    var channel =
        ClientTlsChannel.newBuilder(underneath, client.engine(peer.host(), peer.port())).build();
    var link = new TlsLink(connection, options, underneath, channel);
    link.shakeHands(timeout, nanoTime);
    if (client.wasAskedForCertificate()
        && channel.getSslEngine().getSession().getProtocol().equals(TLS_1_3)) {
      link.awaitVerdict(timeout, nanoTime);
    }
    return link;
  }

  private void shakeHands(Duration timeout, LongSupplier nanoTime) throws IOException {
    var began = nanoTime.getAsLong();
    while (true) {
      try {
        channel.handshake();
        return;
      } catch (NeedsReadException _) {
        var left = timeout.toNanos() - (nanoTime.getAsLong() - began);
        if (left <= 0) {
          throw new SocketTimeoutException(
              "TLS: no handshake within " + timeout.toSeconds() + " s (expected: a TLS listener)");
        }
        connection.awaitReadable(Duration.ofNanos(left));
      } catch (EOFException closed) {
        throw new IOException("TLS: the peer closed the connection in the handshake", closed);
      } catch (SSLException failure) {
        throw explained(failure);
      }
    }
  }

  /// With TLS 1.3 a client is done before the server has looked at its certificate. What is sent
  /// until the server refuses it is acknowledged by its kernel and then thrown away, so the server
  /// has to speak first. It does: the next it sends is a session ticket or an alert. One that hands
  /// out no tickets has had the whole timeout for the alert.
  private void awaitVerdict(Duration timeout, LongSupplier nanoTime) throws IOException {
    var before = underneath.received;
    var began = nanoTime.getAsLong();
    var answer = ByteBuffer.allocate(256);
    while (underneath.received == before) {
      var left = timeout.toNanos() - (nanoTime.getAsLong() - began);
      if (left <= 0) {
        return;
      }
      connection.awaitReadable(Duration.ofNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1))));
      read(answer.clear());
    }
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    var length = bytes.remaining();
    try {
      while (bytes.hasRemaining()) {
        if (channel.write(bytes) == 0) {
          throw new EOFException("the peer closed the connection");
        }
      }
      return length;
    } catch (SSLException failure) {
      throw explained(failure);
    }
  }

  @Override
  public void transfer(Source source, long length) throws IOException {
    var target = new Target();
    var done = 0L;
    while (done < length) {
      done += source.transferTo(target, done);
    }
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    try {
      var read = channel.read(target);
      if (read < 0) {
        throw new EOFException("the peer closed the connection");
      }
      return read;
    } catch (NeedsReadException _) {
      return 0;
    } catch (SSLException failure) {
      throw explained(failure);
    }
  }

  @Override
  public void awaitReadable(Duration atMost) throws IOException {
    connection.awaitReadable(atMost);
  }

  @Override
  public long written() {
    return connection.written();
  }

  @Override
  public long acknowledged() {
    return connection.acknowledged();
  }

  @Override
  public void abandon() {
    connection.abandon();
  }

  /// Says goodbye if the kernel takes it at once, and closes the connection.
  @Override
  public void close() throws IOException {
    underneath.closing = true;
    channel.close();
  }

  /// The innermost cause says what is wrong; the outer ones say in which class it was noticed.
  private IOException explained(SSLException failure) {
    Throwable reason = failure;
    for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      reason = cause;
    }
    var isTrust =
        reason instanceof CertPathBuilderException || reason instanceof CertPathValidatorException;
    var trusted = options.trustedCertificates().map(Object::toString).orElse("those of the JDK");
    return new IOException(
        "TLS: " + reason.getMessage() + (isTrust ? " (trusted: " + trusted + ")" : ""), failure);
  }

  /// The link as the target of a transfer.
  private final class Target implements WritableByteChannel {

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      return TlsLink.this.write(bytes);
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      TlsLink.this.close();
    }
  }

  /// The connection as the library sees it.
  private static final class Underneath implements ByteChannel {

    private final Connection connection;
    private long received;
    private boolean closing;

    Underneath(Connection connection) {
      this.connection = connection;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      var read = connection.read(target);
      received += read;
      return read;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      return closing ? connection.writeNow(bytes) : connection.write(bytes);
    }

    @Override
    public boolean isOpen() {
      return connection.isOpen();
    }

    @Override
    public void close() throws IOException {
      connection.close();
    }
  }
}
