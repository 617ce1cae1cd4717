// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.graphitestack.log.LogRange;
import org.graphitestack.protocol.PointEncoder;

/// Lines on their way through an encoder, and perhaps compression and TLS, to a link.
///
/// Every range ends a message and is flushed, so that what is confirmed of the connection's bytes
/// tells which ranges have arrived.
final class EncodedWire implements Wire {

  private static final int PIECE = 128 << 10;

  private final Link link;
  private final OutputStream out;
  private final PointEncoder encoder;
  private final ByteBuffer lines = ByteBuffer.allocate(PIECE);
  private final ByteBuffer answer = ByteBuffer.allocate(256);
  private final ByteBuffer message = ByteBuffer.allocate(2 * PIECE);

  /// @param out leads to the link, perhaps by way of compression
  EncodedWire(Link link, OutputStream out, PointEncoder encoder) {
    this.link = link;
    this.out = out;
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
    out.flush();
    return link.written();
  }

  @Override
  public long acknowledged() {
    return link.acknowledged();
  }

  /// Graphite daemons never answer; whatever comes is thrown away.
  @Override
  public void poll() throws IOException {
    link.read(answer.clear());
  }

  @Override
  public void abandon() {
    link.abandon();
  }

  @Override
  public void close() throws IOException {
    try (link;
        out) {
      // compression lets go of its memory, then the link closes
    }
  }

  /// Encodes what is there of whole lines.
  private void encodeAll() throws IOException {
    while (true) {
      message.clear();
      var before = lines.position();
      encoder.encode(lines, message);
      if (message.position() > 0) {
        out.write(message.array(), 0, message.position());
      } else if (lines.position() == before) {
        return;
      }
    }
  }
}
