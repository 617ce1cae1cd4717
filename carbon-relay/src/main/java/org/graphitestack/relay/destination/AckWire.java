// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.graphitestack.log.LogRange;
import org.graphitestack.protocol.ack.AckSender;

/// Lines in batches that the receiver confirms once it has them on disk: what is confirmed is safe
/// whatever happens to either side.
///
/// Each connection is a session of its own, with batches numbered from 1: what a broken connection
/// left unconfirmed is sent again under new numbers.
final class AckWire implements Wire {

  /// Bytes that may be under way unconfirmed: enough for a distant receiver that forces its disk.
  private static final long WINDOW = 16L << 20;

  private static final Duration STEP = Duration.ofMillis(100);
  private static final int ANSWERS = 4096;

  /// A receiver may make us wait while its own spool is full; one that says nothing for so many
  /// write timeouts is given up.
  private static final int PATIENCE = 10;

  private final Link connection;
  private final AckSender sender = new AckSender();
  private final LongSupplier nanoTime;
  private final long patience;
  private final ByteBuffer header = ByteBuffer.allocateDirect(AckSender.BATCH_HEADER);
  private final ByteBuffer answers = ByteBuffer.allocate(ANSWERS);
  private final UnconfirmedBytes unconfirmed = new UnconfirmedBytes();
  private long sent;
  private long confirmed;
  private long heardAt;

  private AckWire(Link connection, DeliveryOptions options, LongSupplier nanoTime) {
    this.connection = connection;
    this.nanoTime = nanoTime;
    this.patience = options.writeTimeout().multipliedBy(PATIENCE).toNanos();
    this.heardAt = nanoTime.getAsLong();
  }

  /// Greets the receiver and waits for its answer.
  static AckWire open(Link connection, DeliveryOptions options, LongSupplier nanoTime)
      throws IOException {
    var wire = new AckWire(connection, options, nanoTime);
    wire.greet(options.connectTimeout());
    return wire;
  }

  private void greet(Duration timeout) throws IOException {
    var hello = ByteBuffer.allocate(64);
    sender.hello(UUID.randomUUID(), hello);
    connection.write(hello.flip());
    var began = nanoTime.getAsLong();
    while (true) {
      connection.read(answers);
      answers.flip();
      var welcomed = sender.welcome(answers);
      answers.compact();
      if (welcomed) {
        return;
      }
      if (nanoTime.getAsLong() - began >= timeout.toNanos()) {
        throw new SocketTimeoutException(
            "no answer to the greeting within "
                + timeout.toSeconds()
                + " s (expected: a receiver of the acknowledged protocol)");
      }
      connection.awaitReadable(STEP);
    }
  }

  @Override
  public long send(LogRange range) throws IOException {
    if (range.length() <= AckSender.MAX_BATCH) {
      begin(range.length());
      connection.transfer(range::transferTo, range.length());
    } else {
      sendInPieces(range);
    }
    while (unconfirmed.bytes() > WINDOW) {
      connection.awaitReadable(STEP);
      poll();
    }
    return sent;
  }

  /// A range of one huge block is cut at line ends.
  private void sendInPieces(LogRange range) throws IOException {
    var piece = ByteBuffer.allocate(AckSender.MAX_BATCH);
    for (var from = 0; from < range.length(); from += piece.limit()) {
      piece.clear();
      var read = range.read(piece, from);
      while (read > 0 && piece.get(read - 1) != '\n') {
        read--;
      }
      if (read == 0) {
        throw new IOException(
            "a line of more than " + AckSender.MAX_BATCH + " bytes (expected: shorter)");
      }
      begin(read);
      connection.write(piece.flip().limit(read));
    }
  }

  private void begin(int length) throws IOException {
    header.clear();
    sender.batch(length, ++sent, header);
    connection.write(header.flip());
    unconfirmed.add(sent, length);
  }

  @Override
  public long acknowledged() {
    return confirmed;
  }

  @Override
  public void poll() throws IOException {
    if (connection.read(answers) > 0) {
      answers.flip();
      var receipt = sender.acknowledged(answers);
      answers.compact();
      if (receipt.isPresent()) {
        confirmed = receipt.getAsLong();
        unconfirmed.removeThrough(confirmed);
        heardAt = nanoTime.getAsLong();
      }
    }
    if (confirmed == sent) {
      heardAt = nanoTime.getAsLong();
    } else if (nanoTime.getAsLong() - heardAt > patience) {
      throw new SocketTimeoutException(
          "the receiver has confirmed nothing for "
              + Duration.ofNanos(patience).toSeconds()
              + " s");
    }
  }

  @Override
  public void abandon() {
    connection.abandon();
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
