// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.compress;

import org.apache.commons.codec.digest.XXHash32;

/// LZ4 frames: https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md
///
/// ```
/// 04 22 4d 18 | FLG BD [content size 8] HC | block ... | 00 00 00 00 | [content XXH32]
/// block: u32 size, top bit set: stored | bytes | [XXH32 of the bytes]
/// bytes: token, [literal length], literals, u16 distance, [match length], token, ...
/// FLG: 01 version, independent blocks, block checksums, content size, content checksum, 0, dictionary
/// ```
///
/// Numbers are little-endian; a length of 15 goes on in further bytes until one is not 255. Blocks
/// are undone as they come, so their size (up to 4 MiB) costs no memory. Libraries for Java refuse
/// linked blocks, which the reference library makes by default, or block a thread per connection.
final class Lz4Decompressor implements Decompressor {

  private static final int MAGIC = 0x184d2204;
  private static final int SKIPPABLE = 0x184d2a50;
  private static final int SKIPPABLE_MASK = 0xfffffff0;
  private static final int VERSION = 0x40;
  private static final int VERSION_MASK = 0xc2;
  private static final int INDEPENDENT = 0x20;
  private static final int BLOCK_CHECKSUM = 0x10;
  private static final int CONTENT_SIZE = 0x08;
  private static final int CONTENT_CHECKSUM = 0x04;
  private static final int DICTIONARY = 0x01;
  private static final int STORED = 0x80000000;
  private static final int MIN_MATCH = 4;
  private static final int LONG_LENGTH = 15;
  private static final int MAX_LENGTH = 1 << 26;

  private enum Part {
    MAGIC,
    SKIP_LENGTH,
    SKIP,
    FLAGS,
    DESCRIPTOR,
    BLOCK_SIZE,
    STORED,
    TOKEN,
    LITERAL_LENGTH,
    LITERALS,
    DISTANCE,
    MATCH_LENGTH,
    MATCH,
    BLOCK_CHECKSUM,
    CONTENT_CHECKSUM
  }

  private final Window window = new Window();
  private final XXHash32 blockHash = new XXHash32();
  private final XXHash32 contentHash = new XXHash32();
  private final byte[] descriptor = new byte[11];
  private Part part = Part.MAGIC;

  /// Bytes of the current part that were seen, and the number they are.
  private int seen;

  private int number;

  private int flags;
  private int maxBlock;

  /// What is left of the current block: compressed, and at most inflated.
  private int blockLeft;

  private int blockRoom;
  private int token;
  private int length;
  private int distance;

  private byte[] input = {};
  private int at;
  private int end;

  @Override
  public void feed(byte[] bytes, int offset, int count) {
    input = bytes;
    at = offset;
    end = offset + count;
  }

  @Override
  public int read(byte[] target) throws DamagedStreamException {
    while ((at < end || part == Part.MATCH) && window.room() > 0) {
      step();
    }
    return window.take(target);
  }

  @Override
  public void close() {
    // all of it is on the heap
  }

  private void step() throws DamagedStreamException {
    switch (part) {
      case STORED, LITERALS -> literals();
      case MATCH -> match();
      case SKIP -> skip();
      case TOKEN -> token(blockByte());
      case LITERAL_LENGTH -> literalLength(blockByte());
      case DISTANCE -> distance(blockByte());
      case MATCH_LENGTH -> matchLength(blockByte());
      case DESCRIPTOR -> descriptor(input[at++]);
      case MAGIC, SKIP_LENGTH, FLAGS, BLOCK_SIZE, BLOCK_CHECKSUM, CONTENT_CHECKSUM ->
          numberByte(input[at++] & 0xff);
    }
  }

  private void numberByte(int b) throws DamagedStreamException {
    number |= b << (8 * seen++);
    var wanted = part == Part.FLAGS ? 2 : 4;
    if (seen < wanted) {
      return;
    }
    var complete = number;
    switch (part) {
      case MAGIC -> magic(complete);
      case SKIP_LENGTH -> {
        enter(Part.SKIP);
        length = complete;
        if (length == 0) {
          enter(Part.MAGIC);
        }
      }
      case FLAGS -> flags(complete);
      case BLOCK_SIZE -> blockSize(complete);
      case BLOCK_CHECKSUM -> {
        check("block", complete, (int) blockHash.getValue());
        enter(Part.BLOCK_SIZE);
      }
      case CONTENT_CHECKSUM -> {
        check("content", complete, (int) contentHash.getValue());
        enter(Part.MAGIC);
      }
      default -> throw new IllegalStateException(part.toString());
    }
  }

  private void magic(int magic) throws DamagedStreamException {
    if (magic == MAGIC) {
      enter(Part.FLAGS);
    } else if ((magic & SKIPPABLE_MASK) == SKIPPABLE) {
      enter(Part.SKIP_LENGTH);
    } else {
      throw new DamagedStreamException(
          "lz4: magic " + Integer.toHexString(magic) + " (expected: " + hex(MAGIC) + ")");
    }
  }

  private void flags(int flagsAndSize) throws DamagedStreamException {
    flags = flagsAndSize & 0xff;
    var size = flagsAndSize >>> 12 & 7;
    if ((flags & VERSION_MASK) != VERSION || size < 4 || (flagsAndSize & 0x8f00) != 0) {
      throw new DamagedStreamException(
          "lz4: flags " + hex(flagsAndSize) + " (expected: version 1, block size 4 to 7)");
    }
    if ((flags & DICTIONARY) != 0) {
      throw new DamagedStreamException("lz4: the frame wants a dictionary");
    }
    maxBlock = 1 << (8 + 2 * size);
    descriptor[0] = (byte) flags;
    descriptor[1] = (byte) (flagsAndSize >>> 8);
    enter(Part.DESCRIPTOR);
    seen = 2;
  }

  private void descriptor(byte b) throws DamagedStreamException {
    var wanted = (flags & CONTENT_SIZE) == 0 ? 2 : 10;
    if (seen < wanted) {
      descriptor[seen++] = b;
      return;
    }
    blockHash.reset();
    blockHash.update(descriptor, 0, wanted);
    check("header", b & 0xff, (int) (blockHash.getValue() >>> 8 & 0xff));
    contentHash.reset();
    window.forget();
    enter(Part.BLOCK_SIZE);
  }

  private void blockSize(int size) throws DamagedStreamException {
    blockHash.reset();
    if (size == 0) {
      enter((flags & CONTENT_CHECKSUM) == 0 ? Part.MAGIC : Part.CONTENT_CHECKSUM);
      return;
    }
    blockLeft = size & ~STORED;
    blockRoom = maxBlock;
    if (blockLeft == 0 || blockLeft > maxBlock) {
      throw new DamagedStreamException(
          "lz4: block of " + blockLeft + " bytes (expected: 1 to " + maxBlock + ")");
    }
    if ((flags & INDEPENDENT) != 0) {
      window.forget();
    }
    if ((size & STORED) == 0) {
      enter(Part.TOKEN);
    } else {
      length = blockLeft;
      enter(Part.STORED);
    }
  }

  private void token(int b) throws DamagedStreamException {
    token = b;
    length = b >>> 4;
    if (length == LONG_LENGTH) {
      enter(Part.LITERAL_LENGTH);
    } else {
      afterLiteralLength();
    }
  }

  private void literalLength(int b) throws DamagedStreamException {
    lengthen(b);
    if (b != 0xff) {
      afterLiteralLength();
    }
  }

  private void afterLiteralLength() throws DamagedStreamException {
    if (length > blockLeft) {
      throw new DamagedStreamException(
          "lz4: " + length + " literals with " + blockLeft + " bytes left in the block");
    }
    if (length > 0) {
      enter(Part.LITERALS);
    } else {
      afterLiterals();
    }
  }

  private void literals() throws DamagedStreamException {
    var count = window.put(input, at, Math.min(length, end - at));
    if ((flags & BLOCK_CHECKSUM) != 0) {
      blockHash.update(input, at, count);
    }
    at += count;
    length -= count;
    blockLeft -= count;
    produced(count);
    if (length == 0) {
      afterLiterals();
    }
  }

  /// A block ends with literals, or goes on with a match.
  private void afterLiterals() {
    if (blockLeft == 0) {
      endBlock();
    } else {
      enter(Part.DISTANCE);
    }
  }

  private void distance(int b) throws DamagedStreamException {
    number |= b << (8 * seen++);
    if (seen < 2) {
      return;
    }
    distance = number;
    if (!window.reaches(distance)) {
      throw new DamagedStreamException("lz4: a copy from " + distance + " bytes back");
    }
    length = (token & 0xf) + MIN_MATCH;
    enter((token & 0xf) == LONG_LENGTH ? Part.MATCH_LENGTH : Part.MATCH);
  }

  private void matchLength(int b) throws DamagedStreamException {
    lengthen(b);
    if (b != 0xff) {
      enter(Part.MATCH);
    }
  }

  private void match() throws DamagedStreamException {
    var count = window.copy(distance, length);
    length -= count;
    produced(count);
    if (length > 0) {
      return;
    }
    if (blockLeft == 0) {
      endBlock();
    } else {
      enter(Part.TOKEN);
    }
  }

  private void endBlock() {
    enter((flags & BLOCK_CHECKSUM) == 0 ? Part.BLOCK_SIZE : Part.BLOCK_CHECKSUM);
  }

  private void skip() {
    var count = (int) Math.min(Integer.toUnsignedLong(length), end - at);
    at += count;
    length -= count;
    if (length == 0) {
      enter(Part.MAGIC);
    }
  }

  private int blockByte() throws DamagedStreamException {
    if (blockLeft == 0) {
      throw new DamagedStreamException("lz4: the block ends within a sequence");
    }
    blockLeft--;
    if ((flags & BLOCK_CHECKSUM) != 0) {
      blockHash.update(input, at, 1);
    }
    return input[at++] & 0xff;
  }

  private void lengthen(int by) throws DamagedStreamException {
    length += by;
    if (length > MAX_LENGTH) {
      throw new DamagedStreamException("lz4: a sequence of more than " + MAX_LENGTH + " bytes");
    }
  }

  private void produced(int count) throws DamagedStreamException {
    blockRoom -= count;
    if (blockRoom < 0) {
      throw new DamagedStreamException("lz4: a block inflates to more than " + maxBlock + " bytes");
    }
    if ((flags & CONTENT_CHECKSUM) != 0) {
      contentHash.update(window.bytes(), window.end() - count, count);
    }
  }

  private void enter(Part next) {
    part = next;
    seen = 0;
    number = 0;
  }

  private static void check(String what, int found, int expected) throws DamagedStreamException {
    if (found != expected) {
      throw new DamagedStreamException(
          "lz4: " + what + " checksum " + hex(found) + " (expected: " + hex(expected) + ")");
    }
  }

  private static String hex(int number) {
    return Integer.toHexString(number);
  }
}
