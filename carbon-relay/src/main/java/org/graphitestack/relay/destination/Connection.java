// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// A TCP connection to a destination, with timeouts on everything. Belongs to one thread; only
/// [#abandon] may be called from others.
///
/// A write gives up when the peer has taken no byte for the write timeout: a peer that hangs with
/// its window shut looks just like that.
final class Connection implements Link {

  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final long writeTimeout;
  private final LongSupplier nanoTime;
  private final TcpAcknowledgement acknowledgement;
  private volatile boolean abandoned;
  private long written;

  private Connection(
      SocketChannel channel, Selector selector, Duration writeTimeout, LongSupplier nanoTime)
      throws IOException {
    this.channel = channel;
    this.selector = selector;
    this.key = channel.register(selector, 0);
    this.writeTimeout = writeTimeout.toNanos();
    this.nanoTime = nanoTime;
    this.acknowledgement = new TcpAcknowledgement(channel);
  }

  /// Connects to the first address of the host that answers.
  ///
  /// @throws IOException if none does, or if the socket was connected to itself: dialling a dead
  ///   port of one's own host in the ephemeral range does that
  static Connection open(String host, int port, DeliveryOptions options, LongSupplier nanoTime)
      throws IOException {
    IOException failed = null;
    for (var address : InetAddress.getAllByName(host)) {
      try {
        return openAt(new InetSocketAddress(address, port), options, nanoTime);
      } catch (IOException failure) {
        failed = failure;
      }
    }
    throw failed == null ? new ConnectException(host + ": has no address") : failed;
  }

  private static Connection openAt(
      InetSocketAddress address, DeliveryOptions options, LongSupplier nanoTime)
      throws IOException {
    var channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      channel.configureBlocking(false);
      var selector = Selector.open();
      try {
        connect(channel, selector, address, options.connectTimeout());
        return new Connection(channel, selector, options.writeTimeout(), nanoTime);
      } catch (IOException | RuntimeException failure) {
        selector.close();
        throw failure;
      }
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  private static void connect(
      SocketChannel channel, Selector selector, InetSocketAddress address, Duration timeout)
      throws IOException {
    if (!channel.connect(address)) {
      var connecting = channel.register(selector, SelectionKey.OP_CONNECT);
      if (selector.select(timeout.toMillis()) == 0 || !channel.finishConnect()) {
        throw new SocketTimeoutException("no answer within " + timeout.toSeconds() + " s");
      }
      connecting.cancel();
      selector.selectNow();
    }
    requireTwoEnds(channel);
  }

  /// Refuses a socket that is its own peer.
  static void requireTwoEnds(SocketChannel channel) throws IOException {
    if (channel.getLocalAddress().equals(channel.getRemoteAddress())) {
      throw new ConnectException("nobody listens there (the socket was connected to itself)");
    }
  }

  @Override
  public long written() {
    return written;
  }

  @Override
  public long acknowledged() {
    return acknowledgement.acknowledged(written);
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    var length = bytes.remaining();
    while (bytes.hasRemaining()) {
      if (writeNow(bytes) == 0) {
        awaitWritable();
      }
    }
    return length;
  }

  /// Writes what the kernel takes at once.
  int writeNow(ByteBuffer bytes) throws IOException {
    var taken = channel.write(bytes);
    written += taken;
    return taken;
  }

  /// Lets the kernel move a source of that many bytes.
  @Override
  public void transfer(Source source, long length) throws IOException {
    var done = 0L;
    while (done < length) {
      var moved = source.transferTo(channel, done);
      done += moved;
      written += moved;
      if (moved == 0) {
        awaitWritable();
      }
    }
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    var read = channel.read(target);
    if (read < 0) {
      throw new EOFException("the peer closed the connection");
    }
    return read;
  }

  @Override
  public void awaitReadable(Duration atMost) throws IOException {
    select(SelectionKey.OP_READ, atMost.toMillis());
    requireWanted();
  }

  @Override
  public void abandon() {
    abandoned = true;
    selector.wakeup();
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    try (selector) {
      channel.close();
    }
  }

  private void awaitWritable() throws IOException {
    var acknowledgedBefore = acknowledged();
    var since = nanoTime.getAsLong();
    while (!select(SelectionKey.OP_WRITE, TimeUnit.NANOSECONDS.toMillis(writeTimeout))) {
      requireWanted();
      var now = acknowledged();
      if (now > acknowledgedBefore) {
        acknowledgedBefore = now;
        since = nanoTime.getAsLong();
      } else if (nanoTime.getAsLong() - since >= writeTimeout) {
        throw new SocketTimeoutException(
            "the peer took nothing for " + TimeUnit.NANOSECONDS.toSeconds(writeTimeout) + " s");
      }
    }
  }

  private void requireWanted() throws IOException {
    if (abandoned) {
      throw new IOException("given up because the relay stops");
    }
  }

  private boolean select(int operation, long millis) throws IOException {
    key.interestOps(operation);
    try {
      var ready = selector.select(Math.max(1, millis)) > 0;
      selector.selectedKeys().clear();
      return ready;
    } finally {
      key.interestOps(0);
    }
  }
}
