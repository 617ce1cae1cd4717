// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

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

  /// What is wrong with a header, an entry or a slot.
  ///
  /// @param at offset from its start
  record Fault(int at, String found, String expected) {}

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

  /// What is wrong with a header's magic or checksum; says nothing about its version.
  static @Nullable Fault headerFault(ByteBuffer bytes) {
    return fault(bytes, HEADER_BYTES, INDEX_MAGIC, HEADER_CRC);
  }

  static boolean isHeader(ByteBuffer bytes) {
    return headerFault(bytes) == null;
  }

  private static @Nullable Fault fault(ByteBuffer bytes, int size, long magic, int crcAt) {
    if (bytes.remaining() < size) {
      return new Fault(0, bytes.remaining() + " bytes", size + " bytes");
    }
    if (!hasMagic(bytes, magic)) {
      return new Fault(MAGIC, "magic " + text(bytes), "magic " + text(magicBytes(magic)));
    }
    int found = MemorySegment.ofBuffer(bytes).get(INT, crcAt);
    int expected = crc(bytes.slice(bytes.position(), crcAt));
    return found == expected ? null : crcFault(crcAt, found, expected);
  }

  private static Fault crcFault(int at, int found, int expected) {
    return new Fault(at, "checksum " + hex(found), "checksum " + hex(expected));
  }

  /// A checksum as people read it.
  static String hex(int checksum) {
    return String.format(Locale.ROOT, "%08x", checksum);
  }

  private static ByteBuffer magicBytes(long magic) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, magic);
  }

  /// Eight bytes as text, those that are not letters or digits as dots.
  private static String text(ByteBuffer bytes) {
    StringBuilder text = new StringBuilder(8);
    for (int i = 0; i < 8; i++) {
      char c = (char) (bytes.get(bytes.position() + i) & 0xff);
      text.append((c >= '0' && c <= '9') || (c >= 'A' && c <= 'z') ? c : '.');
    }
    return text.toString();
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
    if (entryFault(entries, at, ordinal, blocks.endOffset()) != null) {
      return false;
    }
    MemorySegment entry = MemorySegment.ofBuffer(entries.slice(at, ENTRY_BYTES));
    blocks.add(
        entry.get(INT, ENTRY_OFFSET),
        entry.get(INT, ENTRY_LENGTH),
        entry.get(INT, ENTRY_POINTS),
        entry.get(INT, ENTRY_DATA_CRC),
        entry.get(LONG, ENTRY_FIRST),
        entry.get(LONG, ENTRY_LAST));
    return true;
  }

  /// What is wrong with the entry at `at`.
  ///
  /// @param ordinal what it should have
  /// @param leastOffset where the block before ends
  static @Nullable Fault entryFault(ByteBuffer entries, int at, int ordinal, int leastOffset) {
    ByteBuffer bytes = ByteBuffer.allocate(ENTRY_BYTES).put(0, entries, at, ENTRY_BYTES);
    MemorySegment entry = MemorySegment.ofBuffer(bytes);
    int found = entry.get(INT, ENTRY_CRC);
    entry.set(INT, ENTRY_CRC, 0);
    int expected = crc(bytes);
    if (found != expected) {
      return crcFault(ENTRY_CRC, found, expected);
    }
    if (entry.get(INT, ENTRY_ORDINAL) != ordinal) {
      return new Fault(
          ENTRY_ORDINAL, "ordinal " + entry.get(INT, ENTRY_ORDINAL), "ordinal " + ordinal);
    }
    if (entry.get(INT, ENTRY_OFFSET) < leastOffset) {
      return new Fault(
          ENTRY_OFFSET, "block at " + entry.get(INT, ENTRY_OFFSET), "at or behind " + leastOffset);
    }
    if (entry.get(INT, ENTRY_LENGTH) <= 0) {
      return new Fault(ENTRY_LENGTH, "length " + entry.get(INT, ENTRY_LENGTH), "more than 0");
    }
    int points = entry.get(INT, ENTRY_POINTS);
    return points < 0 ? new Fault(ENTRY_POINTS, points + " points", "0 or more") : null;
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

  /// What is wrong with a slot's magic or checksum; says nothing about its version.
  static @Nullable Fault slotFault(ByteBuffer bytes) {
    return fault(bytes, SLOT_BYTES, CURSOR_MAGIC, SLOT_CRC);
  }

  static boolean isSlot(ByteBuffer bytes) {
    return slotFault(bytes) == null;
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
