// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.frame;

import java.util.Arrays;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.RejectedInput;

/// The stream of a pickle or protobuf connection: frames of a 4-byte big-endian length and a
/// payload.
///
/// ```
///   in header --4 bytes--> in payload --length bytes--> in header
///       |
///       '-- length over the limit --> broken (the connection has to be closed)
/// ```
///
/// A bad payload costs that payload alone, because its length is still known. A frame that arrives
/// in one piece is decoded where it lies; else its bytes are collected, and the room for them grows
/// with what has come, not with what was announced. One per connection, not thread-safe.
public final class FrameReader {

  private static final int HEADER = 4;
  private static final int KEPT_CARRY = 1024;
  private static final byte[] NOTHING = {};

  private final int maxFrame;
  private final PayloadDecoder decoder;
  private final RejectedInput rejected;

  private byte[] carry = NOTHING;
  private int carried;
  private long frames;

  /// @param maxFrame longest accepted payload in bytes
  /// @param decoder may be shared by all connections of one event loop
  /// @param rejected hears of every refused frame or entry
  public FrameReader(int maxFrame, PayloadDecoder decoder, RejectedInput rejected) {
    this.maxFrame = maxFrame;
    this.decoder = decoder;
    this.rejected = rejected;
  }

  /// Reads the next piece of the stream; points of all frames that end in it are added.
  ///
  /// @return false if a frame is too long: the stream cannot be followed any further
  public boolean parse(byte[] bytes, int offset, int length, ReceivedPoints into) {
    var at = offset;
    var end = offset + length;
    while (carried > 0 && at < end) {
      var wanted = carried < HEADER ? HEADER : HEADER + frameLength(carry, 0);
      var taken = Math.min(wanted - carried, end - at);
      carry(bytes, at, taken);
      at += taken;
      if (carried == HEADER && isTooLong(carry, 0)) {
        return false;
      }
      if (carried >= HEADER && carried == HEADER + frameLength(carry, 0)) {
        decode(carry, HEADER, carried - HEADER, into);
        carried = 0;
        carry = carry.length > KEPT_CARRY ? NOTHING : carry;
      }
    }
    while (end - at >= HEADER) {
      if (isTooLong(bytes, at)) {
        return false;
      }
      var frame = frameLength(bytes, at);
      if (end - at - HEADER < frame) {
        break;
      }
      decode(bytes, at + HEADER, frame, into);
      at += HEADER + frame;
    }
    if (at < end) {
      carry(bytes, at, end - at);
    }
    return true;
  }

  /// Bytes held of a frame that is not complete.
  public int unfinished() {
    return carried;
  }

  /// Frames read so far, good or bad.
  public long frames() {
    return frames;
  }

  private void decode(byte[] bytes, int offset, int length, ReceivedPoints into) {
    frames++;
    decoder.decode(bytes, offset, length, into, rejected);
  }

  private boolean isTooLong(byte[] bytes, int offset) {
    var length = frameLength(bytes, offset);
    if (length >= 0 && length <= maxFrame) {
      return false;
    }
    rejected.rejected(RejectReason.FRAME_TOO_LONG, bytes, offset, HEADER);
    return true;
  }

  private void carry(byte[] bytes, int offset, int length) {
    if (carried + length > carry.length) {
      carry = Arrays.copyOf(carry, Math.max(128, (carried + length) * 2));
    }
    System.arraycopy(bytes, offset, carry, carried, length);
    carried += length;
  }

  private static int frameLength(byte[] bytes, int offset) {
    return (bytes[offset] & 0xff) << 24
        | (bytes[offset + 1] & 0xff) << 16
        | (bytes[offset + 2] & 0xff) << 8
        | (bytes[offset + 3] & 0xff);
  }
}
