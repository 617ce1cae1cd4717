// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.nio.ByteBuffer;
import java.util.function.ToIntFunction;

/// Tells records apart where no index does: after a crash or when an index file was lost.
///
/// Buffers are read by absolute index from position to limit and left as they are.
public interface RecordFormat {
  /// Text lines, each ending in a line feed, one point each. A NUL byte is never part of one: it is
  /// what a lost page reads as.
  RecordFormat LINES = new LineRecords();

  /// Records that nothing but the index can tell apart; without it they are set aside.
  RecordFormat OPAQUE = new OpaqueRecords();

  /// Frames of a big-endian 32-bit length and as many bytes.
  ///
  /// @param maxFrameBytes a longer length is taken for damage
  /// @param points counts the points in one frame's payload
  static RecordFormat lengthPrefixed(int maxFrameBytes, ToIntFunction<ByteBuffer> points) {
    return new LengthPrefixedRecords(maxFrameBytes, points);
  }

  /// How many bytes from the buffer's position on are whole, sound records; 0 if none is.
  int wholeRecords(ByteBuffer bytes);

  /// The points in bytes that are whole records.
  int points(ByteBuffer records);

  /// How many bytes to pass over, from a position where no sound record starts, to the next place
  /// where one may; everything that remains if there is none.
  int resume(ByteBuffer bytes);
}
