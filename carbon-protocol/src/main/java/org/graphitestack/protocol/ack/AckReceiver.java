// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.ack;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;
import java.util.UUID;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.RejectedInput;
import org.graphitestack.protocol.line.LineParser;
import org.jspecify.annotations.Nullable;

/// The receiving side of one connection: from bytes to points, and what is to be answered.
///
/// ```
///            24 bytes             12 bytes            length bytes
///   in HELLO ----> HELLO event -> in header -----> in lines -----> BATCH event -> in header
///      |                             |                 |
///      '-----------------------------+-----------------'-- malformed --> BROKEN
/// ```
///
/// Lines are parsed as they come; nothing grows with a batch. One per connection, not thread-safe.
public final class AckReceiver {

  /// Why [#read] stopped.
  public enum Event {
    /// The piece is used up.
    MORE,
    /// The sender has named its session; it waits for [#welcome].
    HELLO,
    /// A batch is complete; [#batch] tells which.
    BATCH,
    /// The stream cannot be followed any further. If [#welcome] can still be written, it tells the
    /// sender which version is spoken here.
    BROKEN
  }

  private final LineParser lines;
  private final RejectedInput rejected;
  private final DurableIds durableIds;
  private final byte[] header = new byte[AckLayout.HELLO];
  private final ByteBuffer headerView = ByteBuffer.wrap(header).order(ByteOrder.BIG_ENDIAN);

  private int headerLength;
  private @Nullable UUID session;
  private OptionalLong durable = OptionalLong.empty();
  private boolean otherVersion;
  private boolean broken;
  private long batch = -1;

  /// Bytes of the current batch's lines that are still to come.
  private int left;

  private boolean passedOver;

  /// @param lines parses what is in the batches, for this connection alone
  /// @param durableIds what is known of sessions
  public AckReceiver(LineParser lines, DurableIds durableIds, RejectedInput rejected) {
    this.lines = lines;
    this.durableIds = durableIds;
    this.rejected = rejected;
  }

  /// Reads on until something is to be done.
  ///
  /// @param in backed by an array; used up only if the answer is [Event#MORE]
  public Event read(ByteBuffer in, ReceivedPoints into) {
    while (!broken && in.hasRemaining()) {
      if (left > 0) {
        lines(in, into);
        if (left == 0) {
          return broken ? Event.BROKEN : Event.BATCH;
        }
      } else if (header(in)) {
        headerLength = 0;
        if (session == null) {
          return hello();
        }
        beginBatch();
      }
    }
    return broken ? Event.BROKEN : Event.MORE;
  }

  /// Writes the answer to the hello.
  public void welcome(ByteBuffer out) {
    out.order(ByteOrder.BIG_ENDIAN)
        .putInt(AckLayout.MAGIC)
        .putShort(AckLayout.VERSION)
        .putShort((short) (durable.isPresent() ? 1 : 0))
        .putLong(durable.orElse(0));
  }

  /// Bytes [#welcome] writes.
  public static int welcomeLength() {
    return AckLayout.WELCOME;
  }

  /// Whether a [Event#BROKEN] came from a sender that speaks another version.
  public boolean isOtherVersion() {
    return otherVersion;
  }

  /// The id of the batch that was completed last.
  public long batch() {
    return batch;
  }

  /// Remembers that all points up to this batch are durable, for when the sender comes back.
  public void remember(long id) {
    if (session != null) {
      durableIds.put(session, id);
    }
  }

  /// Writes a receipt, once all points up to this batch are durable.
  public static void acknowledge(long id, ByteBuffer out) {
    out.order(ByteOrder.BIG_ENDIAN).putLong(id);
  }

  /// Bytes [#acknowledge] writes.
  public static int acknowledgeLength() {
    return AckLayout.ACK;
  }

  private boolean header(ByteBuffer in) {
    var wanted = session == null ? AckLayout.HELLO : AckLayout.BATCH_HEADER;
    var taken = Math.min(wanted - headerLength, in.remaining());
    in.get(header, headerLength, taken);
    headerLength += taken;
    return headerLength == wanted;
  }

  private Event hello() {
    if (headerView.getInt(0) != AckLayout.MAGIC) {
      return fail(AckLayout.HELLO);
    }
    if (headerView.getShort(4) != AckLayout.VERSION) {
      otherVersion = true;
      return fail(AckLayout.HELLO);
    }
    session = new UUID(headerView.getLong(8), headerView.getLong(16));
    durable = durableIds.get(session);
    return Event.HELLO;
  }

  private void beginBatch() {
    var length = headerView.getInt(0);
    var id = headerView.getLong(4);
    if (length < 1 || length > AckLayout.MAX_BATCH || id < 0 || id <= batch) {
      fail(AckLayout.BATCH_HEADER);
      return;
    }
    batch = id;
    left = length;
    passedOver = durable.isPresent() && id <= durable.getAsLong();
  }

  private void lines(ByteBuffer in, ReceivedPoints into) {
    var length = Math.min(left, in.remaining());
    var offset = in.arrayOffset() + in.position();
    if (!passedOver) {
      lines.parse(in.array(), offset, length, into);
    }
    in.position(in.position() + length);
    left -= length;
    if (left == 0 && in.array()[offset + length - 1] != '\n') {
      fail(AckLayout.BATCH_HEADER);
    }
  }

  private Event fail(int shown) {
    rejected.rejected(RejectReason.BATCH_SHAPE, header, 0, shown);
    broken = true;
    return Event.BROKEN;
  }
}
