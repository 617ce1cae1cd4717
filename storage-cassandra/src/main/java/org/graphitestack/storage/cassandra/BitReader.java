// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import java.nio.ByteBuffer;
import org.graphitestack.storage.CorruptSeriesException;

/// Reads what [BitWriter] writes.
final class BitReader {

  private final ByteBuffer in;
  private final String place;
  private final int begin;
  private final int end;
  private int at;

  /// @param in read from its position to its limit; offsets in messages count from its beginning
  BitReader(ByteBuffer in, String place) {
    this.in = in;
    this.place = place;
    this.begin = in.position();
    this.end = in.remaining() * 8;
  }

  long read(int count) throws CorruptSeriesException {
    if (end - at < count) {
      throw ChunkCodec.corrupt(
          place, offset(), "the end of the chunk", count + " more bits than " + (end - at));
    }
    var value = 0L;
    for (var left = count; left > 0; ) {
      var unread = 8 - at % 8;
      var now = Math.min(unread, left);
      var part = in.get(begin + at / 8) >>> (unread - now) & ((1 << now) - 1);
      value = value << now | part;
      at += now;
      left -= now;
    }
    return value;
  }

  /// Byte that is read next.
  int offset() {
    return begin + at / 8;
  }

  /// Nothing but bits that fill up the last byte may follow.
  void checkEnd() throws CorruptSeriesException {
    if (end - at >= 8) {
      throw ChunkCodec.corrupt(
          place, offset(), (end - at) / 8 + " bytes behind the last value", "none");
    }
  }
}
