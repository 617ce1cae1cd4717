// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.ack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;
import java.util.UUID;

/// The sending side of one connection. Writes into and reads from buffers of its caller, who moves
/// them over a socket:
///
/// ```
/// hello(out) ... welcome(in) true -> durable() -> batch(...) ... acknowledged(in) -> ...
/// ```
///
/// One per connection, not thread-safe.
public final class AckSender {

  /// Most bytes of lines in a batch.
  public static final int MAX_BATCH = AckLayout.MAX_BATCH;

  /// Bytes in front of a batch's lines.
  public static final int BATCH_HEADER = AckLayout.BATCH_HEADER;

  private boolean welcomed;
  private boolean known;
  private long durable;
  private boolean sentAny;
  private long lastSent;

  /// Writes the first bytes of a connection.
  ///
  /// @param session names the log that is sent
  public void hello(UUID session, ByteBuffer out) {
    bigEndian(out).putInt(AckLayout.MAGIC).putShort(AckLayout.VERSION).putShort((short) 0);
    out.putLong(session.getMostSignificantBits()).putLong(session.getLeastSignificantBits());
  }

  /// Reads the receiver's answer.
  ///
  /// @param in what came, from position to limit; the answer is taken from it if it is complete
  /// @return whether it is
  /// @throws IOException if the peer does not speak this protocol and version
  public boolean welcome(ByteBuffer in) throws IOException {
    if (in.remaining() < AckLayout.WELCOME) {
      return false;
    }
    var magic = bigEndian(in).getInt();
    var version = in.getShort();
    var knownFlag = in.getShort();
    var last = in.getLong();
    if (magic != AckLayout.MAGIC) {
      throw new IOException(
          "answer: "
              + Integer.toHexString(magic)
              + " (expected: "
              + Integer.toHexString(AckLayout.MAGIC)
              + ", a receiver of the acknowledged protocol)");
    }
    if (version != AckLayout.VERSION) {
      throw new IOException(
          "the receiver speaks version " + version + " (expected: " + AckLayout.VERSION + ")");
    }
    welcomed = true;
    known = knownFlag != 0;
    durable = last;
    return true;
  }

  /// The last batch of this session the receiver made durable; empty if it remembers none.
  ///
  /// @throws IllegalStateException before [#welcome] was complete
  public OptionalLong durable() {
    if (!welcomed) {
      throw new IllegalStateException("durable: asked before the receiver's answer");
    }
    return known ? OptionalLong.of(durable) : OptionalLong.empty();
  }

  /// Writes what stands in front of a batch's lines, which follow as they are.
  ///
  /// @param length bytes of the lines, 1 to [#MAX_BATCH]
  /// @param id position in the log behind them, more than that of the batch before
  public void batch(int length, long id, ByteBuffer out) {
    if (length < 1 || length > MAX_BATCH) {
      throw new IllegalArgumentException(
          "length: " + length + " (expected: 1 to " + MAX_BATCH + ")");
    }
    if (id < 0 || (sentAny && id <= lastSent)) {
      throw new IllegalArgumentException(
          "batch id: " + id + " (expected: > " + (sentAny ? lastSent : -1) + ")");
    }
    bigEndian(out).putInt(length).putLong(id);
    sentAny = true;
    lastSent = id;
  }

  /// Reads all receipts that are complete.
  ///
  /// @param in what came, from position to limit
  /// @return the last batch that is durable now; empty if none came
  /// @throws IOException if a receipt is for what was not sent
  public OptionalLong acknowledged(ByteBuffer in) throws IOException {
    var any = false;
    while (in.remaining() >= AckLayout.ACK) {
      var id = bigEndian(in).getLong();
      if (!sentAny || id > lastSent || id < 0) {
        throw new IOException(
            "receipt for batch " + id + " (expected: up to " + (sentAny ? lastSent : "none") + ")");
      }
      durable = known ? Math.max(durable, id) : id;
      known = true;
      any = true;
    }
    return any ? OptionalLong.of(durable) : OptionalLong.empty();
  }

  private static ByteBuffer bigEndian(ByteBuffer buffer) {
    return buffer.order(ByteOrder.BIG_ENDIAN);
  }
}
