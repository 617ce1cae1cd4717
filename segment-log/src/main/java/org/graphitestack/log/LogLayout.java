// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// The bytes of index and cursor files; every number is little-endian, every checksum is CRC32C.
///
/// ```
/// index file = header, then one entry per block       cursor file = two slots, written in turn
///
/// header, 96 bytes          entry, 40 bytes           slot, 64 bytes
///  0  magic "GSLOGIDX"       0  ordinal     int        0  magic "GSLOGCUR"
///  8  version      int       4  offset      int        8  version      int
/// 12  entry bytes  int       8  length      int       12  0            int
/// 16  position     long     12  points      int       16  turn         long
/// 24  point        long     16  data CRC    int       24  position     long
/// 32  created      long     20  entry CRC   int       32  point        long
/// 40  sealed       int      24  first       long      40  updated      long
/// 44  blocks       int      32  last        long      48  0            12 bytes
/// 48  data bytes   long                               60  slot CRC     int
/// 56  points       long
/// 64  first        long     first, last, created, updated: epoch milliseconds
/// 72  last         long     entry CRC: over the entry with this field as 0
/// 80  0            12 bytes
/// 92  header CRC   int
/// ```
///
/// `blocks`, `data bytes`, `points`, `first` and `last` of the header count once `sealed` is 1.
final class LogLayout {
  static final int VERSION = 1;
  static final long INDEX_MAGIC = magic("GSLOGIDX");
  static final long CURSOR_MAGIC = magic("GSLOGCUR");
  static final int HEADER_BYTES = 96;
  static final int ENTRY_BYTES = 40;
  static final int SLOT_BYTES = 64;

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int MAGIC = 0;
  private static final int VERSION_AT = 8;

  private static final int HEADER_ENTRY_BYTES = 12;
  private static final int HEADER_POSITION = 16;
  private static final int HEADER_POINT = 24;
  private static final int HEADER_CREATED = 32;
  private static final int HEADER_SEALED = 40;
  private static final int HEADER_BLOCKS = 44;
  private static final int HEADER_DATA_BYTES = 48;
  private static final int HEADER_POINTS = 56;
  private static final int HEADER_FIRST = 64;
  private static final int HEADER_LAST = 72;
  private static final int HEADER_CRC = 92;

  private static final int ENTRY_ORDINAL = 0;
  private static final int ENTRY_OFFSET = 4;
  private static final int ENTRY_LENGTH = 8;
  private static final int ENTRY_POINTS = 12;
  private static final int ENTRY_DATA_CRC = 16;
  private static final int ENTRY_CRC = 20;
  private static final int ENTRY_FIRST = 24;
  private static final int ENTRY_LAST = 32;

  private static final int SLOT_TURN = 16;
  private static final int SLOT_POSITION = 24;
  private static final int SLOT_POINT = 32;
  private static final int SLOT_UPDATED = 40;
  private static final int SLOT_CRC = 60;

  private LogLayout() {}

  /// The head of an index file.
  record Header(
      long position,
      long point,
      long created,
      boolean sealed,
      int blocks,
      long dataBytes,
      long points,
      long first,
      long last) {
    static Header open(long position, long point, long created) {
      return new Header(position, point, created, false, 0, 0, 0, 0, 0);
    }
  }

  /// A cursor as it was last written.
  record Slot(long turn, long position, long point, long updated) {}

  static ByteBuffer header(Header header) {
    ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES);
    MemorySegment at = MemorySegment.ofBuffer(bytes);
    at.set(LONG, MAGIC, INDEX_MAGIC);
    at.set(INT, VERSION_AT, VERSION);
    at.set(INT, HEADER_ENTRY_BYTES, ENTRY_BYTES);
    at.set(LONG, HEADER_POSITION, header.position());
    at.set(LONG, HEADER_POINT, header.point());
    at.set(LONG, HEADER_CREATED, header.created());
    at.set(INT, HEADER_SEALED, header.sealed() ? 1 : 0);
    at.set(INT, HEADER_BLOCKS, header.blocks());
    at.set(LONG, HEADER_DATA_BYTES, header.dataBytes());
    at.set(LONG, HEADER_POINTS, header.points());
    at.set(LONG, HEADER_FIRST, header.first());
    at.set(LONG, HEADER_LAST, header.last());
    at.set(INT, HEADER_CRC, crc(bytes.slice(0, HEADER_CRC)));
    return bytes;
  }

  static boolean hasMagic(ByteBuffer bytes, long magic) {
    return bytes.remaining() >= 8 && MemorySegment.ofBuffer(bytes).get(LONG, MAGIC) == magic;
  }

  static int version(ByteBuffer bytes) {
    return MemorySegment.ofBuffer(bytes).get(INT, VERSION_AT);
  }

  /// Whether the header's magic and checksum hold; says nothing about its version.
  static boolean isHeader(ByteBuffer bytes) {
    return bytes.remaining() >= HEADER_BYTES
        && hasMagic(bytes, INDEX_MAGIC)
        && MemorySegment.ofBuffer(bytes).get(INT, HEADER_CRC)
            == crc(bytes.slice(bytes.position(), HEADER_CRC));
  }

  static Header readHeader(ByteBuffer bytes) {
    MemorySegment at = MemorySegment.ofBuffer(bytes);
    return new Header(
        at.get(LONG, HEADER_POSITION),
        at.get(LONG, HEADER_POINT),
        at.get(LONG, HEADER_CREATED),
        at.get(INT, HEADER_SEALED) == 1,
        at.get(INT, HEADER_BLOCKS),
        at.get(LONG, HEADER_DATA_BYTES),
        at.get(LONG, HEADER_POINTS),
        at.get(LONG, HEADER_FIRST),
        at.get(LONG, HEADER_LAST));
  }

  /// Writes the entry of one block at the buffer's start.
  static void entry(
      ByteBuffer to,
      int ordinal,
      int offset,
      int length,
      int points,
      int dataCrc,
      long first,
      long last) {
    MemorySegment at = MemorySegment.ofBuffer(to.slice(0, ENTRY_BYTES));
    at.set(INT, ENTRY_ORDINAL, ordinal);
    at.set(INT, ENTRY_OFFSET, offset);
    at.set(INT, ENTRY_LENGTH, length);
    at.set(INT, ENTRY_POINTS, points);
    at.set(INT, ENTRY_DATA_CRC, dataCrc);
    at.set(INT, ENTRY_CRC, 0);
    at.set(LONG, ENTRY_FIRST, first);
    at.set(LONG, ENTRY_LAST, last);
    at.set(INT, ENTRY_CRC, crc(to.slice(0, ENTRY_BYTES)));
  }

  /// Adds the block of the entry at `at` to the blocks, if its checksum, ordinal and numbers hold.
  static boolean readEntry(ByteBuffer entries, int at, int ordinal, BlockIndex blocks) {
    ByteBuffer bytes = ByteBuffer.allocate(ENTRY_BYTES).put(0, entries, at, ENTRY_BYTES);
    MemorySegment entry = MemorySegment.ofBuffer(bytes);
    int checksum = entry.get(INT, ENTRY_CRC);
    entry.set(INT, ENTRY_CRC, 0);
    int offset = entry.get(INT, ENTRY_OFFSET);
    int length = entry.get(INT, ENTRY_LENGTH);
    int points = entry.get(INT, ENTRY_POINTS);
    if (checksum != crc(bytes)
        || entry.get(INT, ENTRY_ORDINAL) != ordinal
        || offset < blocks.endOffset()
        || length <= 0
        || points < 0) {
      return false;
    }
    blocks.add(
        offset,
        length,
        points,
        entry.get(INT, ENTRY_DATA_CRC),
        entry.get(LONG, ENTRY_FIRST),
        entry.get(LONG, ENTRY_LAST));
    return true;
  }

  /// Writes a cursor's slot at the buffer's start.
  static void slot(ByteBuffer to, Slot slot) {
    MemorySegment at = MemorySegment.ofBuffer(to.slice(0, SLOT_BYTES));
    at.fill((byte) 0);
    at.set(LONG, MAGIC, CURSOR_MAGIC);
    at.set(INT, VERSION_AT, VERSION);
    at.set(LONG, SLOT_TURN, slot.turn());
    at.set(LONG, SLOT_POSITION, slot.position());
    at.set(LONG, SLOT_POINT, slot.point());
    at.set(LONG, SLOT_UPDATED, slot.updated());
    at.set(INT, SLOT_CRC, crc(to.slice(0, SLOT_CRC)));
  }

  static boolean isSlot(ByteBuffer bytes) {
    return bytes.remaining() >= SLOT_BYTES
        && hasMagic(bytes, CURSOR_MAGIC)
        && MemorySegment.ofBuffer(bytes).get(INT, SLOT_CRC)
            == crc(bytes.slice(bytes.position(), SLOT_CRC));
  }

  static Slot readSlot(ByteBuffer bytes) {
    MemorySegment at = MemorySegment.ofBuffer(bytes);
    return new Slot(
        at.get(LONG, SLOT_TURN),
        at.get(LONG, SLOT_POSITION),
        at.get(LONG, SLOT_POINT),
        at.get(LONG, SLOT_UPDATED));
  }

  static int crc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static long magic(String text) {
    long magic = 0;
    for (int i = 0; i < 8; i++) {
      magic |= (long) text.charAt(i) << (8 * i);
    }
    return magic;
  }
}
