// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.pickle;

import java.nio.ByteBuffer;
import org.graphitestack.protocol.frame.FrameEncoder;

/// Writes points as carbon's pickle clients do, protocol 2: a list of `(name, (timestamp, value))`.
///
/// ```
/// 80 02              PROTO 2
/// ]                  EMPTY_LIST
/// (                  MARK
///   X <u32> name     BINUNICODE, little-endian length, UTF-8
///   J <i32>          BININT, the timestamp; behind 2038: 8a 05 <5 bytes> LONG1
///   G <f64>          BINFLOAT, the value, big-endian
///   86 86            TUPLE2, TUPLE2
///   ...
/// e                  APPENDS
/// .                  STOP
/// ```
///
/// These are the bytes `pickletools.optimize(pickle.dumps(points, 2))` gives, unless a list has one
/// entry or a timestamp lies in the first day of 1970.
public final class PickleEncoder extends FrameEncoder {

  private static final int PROTOCOL = 2;
  private static final int EDGES = 6;
  private static final int MOST_PER_POINT = 5 + 7 + 9 + 2;
  private static final int LONG_BYTES = 5;

  /// @param maxPoints most points in a message, >= 1
  public PickleEncoder(int maxPoints) {
    super(maxPoints);
  }

  @Override
  protected int edges() {
    return EDGES;
  }

  @Override
  protected int most(int nameLength) {
    return nameLength + MOST_PER_POINT;
  }

  @Override
  protected void begin(ByteBuffer target) {
    target.put((byte) Opcode.PROTO).put((byte) PROTOCOL);
    target.put((byte) Opcode.EMPTY_LIST).put((byte) Opcode.MARK);
  }

  @Override
  protected void point(
      byte[] name, int offset, int length, long timestamp, double value, ByteBuffer target) {
    target.put((byte) Opcode.BINUNICODE).putInt(Integer.reverseBytes(length));
    target.put(name, offset, length);
    if (timestamp <= Integer.MAX_VALUE) {
      target.put((byte) Opcode.BININT).putInt(Integer.reverseBytes((int) timestamp));
    } else {
      // the fifth byte keeps the sign bit clear
      target.put((byte) Opcode.LONG1).put((byte) LONG_BYTES);
      target.putInt(Integer.reverseBytes((int) timestamp)).put((byte) 0);
    }
    target.put((byte) Opcode.BINFLOAT).putDouble(value);
    target.put((byte) Opcode.TUPLE2).put((byte) Opcode.TUPLE2);
  }

  @Override
  protected void end(ByteBuffer target) {
    target.put((byte) Opcode.APPENDS).put((byte) Opcode.STOP);
  }
}
