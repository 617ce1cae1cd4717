// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.graphitestack.storage.CorruptSeriesException;

/// The bytes of a chunk: values of up to 120 consecutive slots.
///
/// | bytes | what |
/// |---|---|
/// | 1 | version and form: `0x10` plain, `0x11` plain with gaps, `0x12` XORed, `0x13` XORed with gaps |
/// | 1 | slots, less one |
/// | ⌈slots / 8⌉ | only with gaps: a bit for each slot, lowest first, set where a value follows |
/// | … | the values |
///
/// Plain values take 8 bytes each, little-endian. XORed ones are Gorilla's [1]: the first as it is;
/// then for each a bit 0 if it equals the one before, else the bits that differ: 10 and those
/// within the borders of the last such, or 11, five bits of zeros before, six bits of length less
/// one, and those. The writer takes whichever is shorter, so that no point takes more than 8 bytes
/// beside the head.
///
/// [1] T. Pelkonen et al., Gorilla: a fast, scalable, in-memory time series database, VLDB 2015.
final class ChunkCodec {

  static final int MAX_SLOTS = Stage.PAGE;

  private static final int VERSION = 0x10;
  private static final int GAPS = 1;
  private static final int XORED = 2;
  private static final int HEAD = 2;
  private static final int LEADING_BITS = 5;
  private static final int LENGTH_BITS = 6;
  private static final int MOST_LEADING = 31;

  private ChunkCodec() {}

  /// Writes slots from one that is known up to one that is known.
  ///
  /// @param from index of the first
  /// @param to index after the last; at most 120 later
  static ByteBuffer encode(Slots slots, int from, int to) {
    var count = to - from;
    if (count < 1 || count > MAX_SLOTS) {
      throw new IllegalArgumentException(
          "slots of a chunk: " + count + " (expected: 1 to " + MAX_SLOTS + ")");
    }
    var values = new long[count];
    var size = 0;
    for (var i = from; i < to; i++) {
      if (slots.isKnown(i)) {
        values[size++] = Double.doubleToRawLongBits(slots.value(i));
      }
    }
    var gaps = size < count;
    var bitmap = gaps ? (count + 7) / 8 : 0;
    var xored = xored(values, size);
    var plain = xored.length >= 8 * size;
    var out =
        ByteBuffer.allocate(HEAD + bitmap + (plain ? 8 * size : xored.length))
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) (VERSION | (gaps ? GAPS : 0) | (plain ? 0 : XORED))).put((byte) (count - 1));
    if (gaps) {
      putBitmap(slots, from, to, out);
    }
    if (plain) {
      for (var i = 0; i < size; i++) {
        out.putLong(values[i]);
      }
    } else {
      out.put(xored);
    }
    return out.flip().order(ByteOrder.BIG_ENDIAN);
  }

  private static void putBitmap(Slots slots, int from, int to, ByteBuffer out) {
    for (var i = from; i < to; i += 8) {
      var bits = 0;
      for (var j = i; j < Math.min(to, i + 8); j++) {
        bits |= slots.isKnown(j) ? 1 << (j - i) : 0;
      }
      out.put((byte) bits);
    }
  }

  private static byte[] xored(long[] values, int size) {
    var bits = new BitWriter();
    var before = 0L;
    var leading = -1;
    var length = 0;
    for (var i = 0; i < size; i++) {
      if (i == 0) {
        bits.write(values[0], Long.SIZE);
        before = values[0];
        continue;
      }
      var change = values[i] ^ before;
      before = values[i];
      if (change == 0) {
        bits.write(0, 1);
        continue;
      }
      var zeros = Math.min(MOST_LEADING, Long.numberOfLeadingZeros(change));
      var trailing = Long.numberOfTrailingZeros(change);
      if (leading >= 0 && zeros >= leading && trailing >= Long.SIZE - leading - length) {
        bits.write(0b10, 2);
      } else {
        leading = zeros;
        length = Long.SIZE - zeros - trailing;
        bits.write(0b11, 2);
        bits.write(leading, LEADING_BITS);
        bits.write(length - 1, LENGTH_BITS);
      }
      bits.write(change >>> (Long.SIZE - leading - length), length);
    }
    return bits.bytes();
  }

  /// Reads a chunk and puts its values over those of some slots.
  ///
  /// @param first slot that the chunk begins with
  /// @param place names the chunk in messages
  /// @throws CorruptSeriesException if these bytes are no chunk
  static void decode(ByteBuffer chunk, long first, String place, Slots into)
      throws CorruptSeriesException {
    var in = chunk.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (in.remaining() < HEAD) {
      throw corrupt(place, 0, in.remaining() + " bytes", "at least " + HEAD);
    }
    var form = in.get() & 0xff;
    if ((form & ~(GAPS | XORED)) != VERSION) {
      throw corrupt(place, 0, "version " + form, "0x10 to 0x13");
    }
    var count = (in.get() & 0xff) + 1;
    if (count > MAX_SLOTS) {
      throw corrupt(place, 1, count + " slots", "1 to " + MAX_SLOTS);
    }
    var present = (form & GAPS) == 0 ? null : bitmap(in, count, place);
    var size = present == null ? count : cardinality(present);
    var values = (form & XORED) == 0 ? plain(in, size, place) : fromXored(in, size, place);
    var next = 0;
    for (var i = 0; i < count; i++) {
      if (present == null || present[i]) {
        into.put(first + i, Double.longBitsToDouble(values[next++]));
      }
    }
  }

  private static boolean[] bitmap(ByteBuffer in, int count, String place)
      throws CorruptSeriesException {
    var bytes = (count + 7) / 8;
    if (in.remaining() < bytes) {
      throw corrupt(place, HEAD, in.remaining() + " bytes", bytes + " for " + count + " slots");
    }
    var present = new boolean[count];
    var bits = 0;
    for (var i = 0; i < count; i++) {
      bits = i % 8 == 0 ? in.get() : bits;
      present[i] = (bits >>> (i % 8) & 1) != 0;
    }
    return present;
  }

  private static int cardinality(boolean[] present) {
    var count = 0;
    for (var one : present) {
      count += one ? 1 : 0;
    }
    return count;
  }

  private static long[] plain(ByteBuffer in, int size, String place) throws CorruptSeriesException {
    if (in.remaining() != 8 * size) {
      throw corrupt(place, in.position(), in.remaining() + " bytes", 8 * size + " of values");
    }
    var values = new long[size];
    for (var i = 0; i < size; i++) {
      values[i] = in.getLong();
    }
    return values;
  }

  private static long[] fromXored(ByteBuffer in, int size, String place)
      throws CorruptSeriesException {
    var bits = new BitReader(in, place);
    var values = new long[size];
    var leading = -1;
    var length = 0;
    for (var i = 0; i < size; i++) {
      if (i == 0) {
        values[0] = bits.read(Long.SIZE);
        continue;
      }
      if (bits.read(1) == 0) {
        values[i] = values[i - 1];
        continue;
      }
      if (bits.read(1) == 1) {
        leading = (int) bits.read(LEADING_BITS);
        length = (int) bits.read(LENGTH_BITS) + 1;
      }
      if (leading < 0 || leading + length > Long.SIZE) {
        throw corrupt(place, bits.offset(), "a change of bits beyond the value", "within 64");
      }
      values[i] = values[i - 1] ^ bits.read(length) << (Long.SIZE - leading - length);
    }
    bits.checkEnd();
    return values;
  }

  static CorruptSeriesException corrupt(String place, int offset, String found, String expected) {
    return new CorruptSeriesException(place, offset, found, expected);
  }
}
