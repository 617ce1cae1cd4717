// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.graphitestack.log.LogRange;
import org.graphitestack.protocol.PointEncoder;

/// Lines on their way through an encoder, and perhaps compression and TLS, to a connection.
///
/// Every range ends a message and is flushed, so that what is confirmed of the connection's bytes
/// tells which ranges have arrived.
final class EncodedWire implements Wire {

  private static final int PIECE = 128 << 10;

  private final Connection connection;
  private final Stream stream;
  private final PointEncoder encoder;
  private final ByteBuffer lines = ByteBuffer.allocate(PIECE);
  private final ByteBuffer message = ByteBuffer.allocate(2 * PIECE);

  /// What lies between messages and the connection. Closing it closes the connection.
  interface Stream extends AutoCloseable {

    /// Where messages go.
    OutputStream out();

    /// Looks whether the peer has gone, without waiting.
    void poll() throws IOException;

    @Override
    void close() throws IOException;
  }

  EncodedWire(Connection connection, Stream stream, PointEncoder encoder) {
    this.connection = connection;
    this.stream = stream;
    this.encoder = encoder;
  }

  @Override
  public long send(LogRange range) throws IOException {
    var read = 0;
    lines.clear();
    while (read < range.length() || lines.position() > 0) {
      read += range.read(lines, read);
      lines.flip();
      encodeAll();
      if (lines.position() == 0) {
        throw new IOException("a line of more than " + PIECE + " bytes (expected: shorter)");
      }
      lines.compact();
    }
    stream.out().flush();
    return connection.written();
  }

  @Override
  public long acknowledged() {
    return connection.acknowledged();
  }

  @Override
  public void poll() throws IOException {
    stream.poll();
  }

  @Override
  public void abandon() {
    connection.abandon();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }

  /// Encodes what is there of whole lines.
  private void encodeAll() throws IOException {
    while (true) {
      message.clear();
      var before = lines.position();
      encoder.encode(lines, message);
      if (message.position() > 0) {
        stream.out().write(message.array(), 0, message.position());
      } else if (lines.position() == before) {
        return;
      }
    }
  }
}
