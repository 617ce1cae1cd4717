// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.compress;

import java.util.zip.CRC32C;

/// Snappy in both forms that are sent over sockets.
///
/// ```
/// framed   ff 06 00 00 "sNaPpY" | chunk ...
///          chunk: type, u24 length | 00: masked CRC32C, block | 01: masked CRC32C, stored bytes
///                 | fe, 80-fd: passed over | 02-7f: refused
/// bare     block | block ...            what carbon-c-relay sends: one per write
/// block    varint of the inflated length | elements
///          element: 2 low bits of the tag are 0: literal, else a copy with 1, 2 or 4 bytes of distance
/// ```
///
/// A stream is framed if it begins with that identifier (as a block it would be 895 bytes that
/// begin with two literals of one byte, which no compressor writes). The carbon-c-relay that
/// receives a bare block hopes that one read holds one block; a block says itself where it ends, so
/// here reads need not be whole. Elements are undone as they come: what a block claims as its
/// length costs no memory.
final class SnappyDecompressor implements Decompressor {

  static final byte[] IDENTIFIER = {(byte) 0xff, 6, 0, 0, 's', 'N', 'a', 'P', 'p', 'Y'};
  static final int CHUNK_COMPRESSED = 0;
  static final int CHUNK_STORED = 1;
  private static final int FIRST_SKIPPABLE = 0x80;
  static final int CHUNK_CRC = 4;
  static final int MAX_CHUNK_INFLATED = 65_536;
  private static final int CRC_MASK_DELTA = 0xa282ead8;
  private static final int MAX_VARINT = 5;

  private enum Part {
    BEGINNING,
    CHUNK_HEADER,
    CHUNK_CRC,
    SKIP,
    STORED,
    BLOCK_LENGTH,
    TAG,
    LITERAL_LENGTH,
    LITERALS,
    DISTANCE,
    COPY
  }

  private final Window window = new Window();
  private final CRC32C crc = new CRC32C();
  private final byte[] beginning = new byte[IDENTIFIER.length];
  private Part part = Part.BEGINNING;
  private boolean framed;

  /// Bytes of the current part that were seen, and the number they are.
  private int seen;

  private long number;

  private int chunkType;

  /// What is left of the current chunk's bytes; for bare blocks without limit.
  private int chunkLeft = Integer.MAX_VALUE;

  private int chunkCrc;

  /// Bytes the current block still has to give.
  private long blockLeft;

  private int tag;
  private long length;
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
    while ((at < end || part == Part.COPY) && window.room() > 0) {
      if (part == Part.BEGINNING) {
        begin();
      } else {
        step();
      }
    }
    return window.take(target);
  }

  @Override
  public void close() {
    // all of it is on the heap
  }

  /// Compares with the identifier; at the first difference the bytes so far are a bare block's.
  private void begin() throws DamagedStreamException {
    var b = input[at];
    if (b == IDENTIFIER[seen]) {
      beginning[seen++] = b;
      at++;
      if (seen == IDENTIFIER.length) {
        framed = true;
        enter(Part.CHUNK_HEADER);
      }
      return;
    }
    var count = seen;
    var rest = input;
    var restAt = at;
    var restEnd = end;
    enter(Part.BLOCK_LENGTH);
    input = beginning;
    at = 0;
    end = count;
    while (at < end || part == Part.COPY) {
      step();
    }
    input = rest;
    at = restAt;
    end = restEnd;
  }

  private void step() throws DamagedStreamException {
    switch (part) {
      case STORED, LITERALS -> literals();
      case COPY -> copy();
      case SKIP -> skip();
      case CHUNK_HEADER -> chunkHeader(input[at++] & 0xff);
      case CHUNK_CRC -> chunkCrc(chunkByte());
      case BLOCK_LENGTH -> blockLength(chunkByte());
      case TAG -> tag(chunkByte());
      case LITERAL_LENGTH -> literalLength(chunkByte());
      case DISTANCE -> distance(chunkByte());
      case BEGINNING -> throw new IllegalStateException(part.toString());
    }
  }

  private void chunkHeader(int b) throws DamagedStreamException {
    number |= (long) b << (8 * seen++);
    if (seen < 4) {
      return;
    }
    chunkType = (int) (number & 0xff);
    chunkLeft = (int) (number >>> 8);
    if (chunkType == CHUNK_COMPRESSED || chunkType == CHUNK_STORED) {
      if (chunkLeft <= CHUNK_CRC) {
        throw new DamagedStreamException(
            "snappy: chunk of " + chunkLeft + " bytes (expected: > 4)");
      }
      enter(Part.CHUNK_CRC);
    } else if (chunkType >= FIRST_SKIPPABLE) {
      enter(chunkLeft == 0 ? Part.CHUNK_HEADER : Part.SKIP);
    } else {
      throw new DamagedStreamException("snappy: chunk type " + chunkType);
    }
  }

  private void chunkCrc(int b) throws DamagedStreamException {
    number |= (long) b << (8 * seen++);
    if (seen < CHUNK_CRC) {
      return;
    }
    chunkCrc = (int) number;
    crc.reset();
    window.forget();
    if (chunkType == CHUNK_COMPRESSED) {
      enter(Part.BLOCK_LENGTH);
    } else {
      length = chunkLeft;
      beginBlock(length);
      enter(Part.STORED);
    }
  }

  private void blockLength(int b) throws DamagedStreamException {
    number |= (long) (b & 0x7f) << (7 * seen++);
    if (b >= 0x80) {
      if (seen == MAX_VARINT) {
        throw new DamagedStreamException("snappy: a block length of more than five bytes");
      }
      return;
    }
    window.forget();
    beginBlock(number);
    if (blockLeft > 0) {
      enter(Part.TAG);
    } else {
      endBlock();
    }
  }

  private void beginBlock(long inflated) throws DamagedStreamException {
    if (framed && inflated > MAX_CHUNK_INFLATED) {
      throw new DamagedStreamException(
          "snappy: chunk of "
              + inflated
              + " bytes inflated (expected: <= "
              + MAX_CHUNK_INFLATED
              + ")");
    }
    blockLeft = inflated;
  }

  private void tag(int b) throws DamagedStreamException {
    tag = b;
    var code = b >>> 2;
    switch (b & 3) {
      case 0 -> {
        length = code + 1L;
        enter(code < 60 ? Part.LITERALS : Part.LITERAL_LENGTH);
        checkLength();
      }
      case 1 -> {
        length = (code & 7) + 4L;
        enter(Part.DISTANCE);
      }
      default -> {
        length = code + 1L;
        enter(Part.DISTANCE);
      }
    }
  }

  private void literalLength(int b) throws DamagedStreamException {
    number |= (long) b << (8 * seen++);
    if (seen == (tag >>> 2) - 59) {
      length = number + 1;
      enter(Part.LITERALS);
      checkLength();
    }
  }

  private void checkLength() throws DamagedStreamException {
    if (part != Part.LITERAL_LENGTH && length > blockLeft) {
      throw new DamagedStreamException(
          "snappy: an element of " + length + " bytes with " + blockLeft + " left in the block");
    }
  }

  private void literals() throws DamagedStreamException {
    var available = (int) Math.min(length, Math.min(end - at, chunkLeft));
    if (available == 0) {
      throw new DamagedStreamException("snappy: the chunk ends within a literal");
    }
    var count = window.put(input, at, available);
    at += count;
    chunkLeft -= framed ? count : 0;
    produced(count);
  }

  private void distance(int b) throws DamagedStreamException {
    number |= (long) b << (8 * seen++);
    var wanted =
        switch (tag & 3) {
          case 1 -> 1;
          case 2 -> 2;
          default -> 4;
        };
    if (seen < wanted) {
      return;
    }
    var back = wanted == 1 ? number | (tag & 0xe0L) << 3 : number;
    if (back > Window.HISTORY || !window.reaches((int) back)) {
      throw new DamagedStreamException("snappy: a copy from " + back + " bytes back");
    }
    distance = (int) back;
    enter(Part.COPY);
    checkLength();
  }

  private void copy() throws DamagedStreamException {
    produced(window.copy(distance, (int) length));
  }

  private void produced(int count) throws DamagedStreamException {
    if (framed) {
      crc.update(window.bytes(), window.end() - count, count);
    }
    length -= count;
    blockLeft -= count;
    if (length > 0) {
      return;
    }
    if (blockLeft > 0) {
      enter(Part.TAG);
    } else {
      endBlock();
    }
  }

  private void endBlock() throws DamagedStreamException {
    if (!framed) {
      enter(Part.BLOCK_LENGTH);
      return;
    }
    var masked = masked(crc);
    if (chunkLeft != 0 || masked != chunkCrc) {
      throw new DamagedStreamException(
          "snappy: chunk checksum "
              + Integer.toHexString(chunkCrc)
              + " (expected: "
              + Integer.toHexString(masked)
              + "), "
              + chunkLeft
              + " bytes left over");
    }
    enter(Part.CHUNK_HEADER);
  }

  /// A chunk's checksum as it is written: one of bytes that hold checksums would be weak.
  static int masked(CRC32C crc) {
    return Integer.rotateRight((int) crc.getValue(), 15) + CRC_MASK_DELTA;
  }

  private void skip() {
    var count = Math.min(chunkLeft, end - at);
    at += count;
    chunkLeft -= count;
    if (chunkLeft == 0) {
      enter(Part.CHUNK_HEADER);
    }
  }

  private int chunkByte() throws DamagedStreamException {
    if (framed && --chunkLeft < 0) {
      throw new DamagedStreamException("snappy: the chunk ends within a block");
    }
    return input[at++] & 0xff;
  }

  private void enter(Part next) {
    part = next;
    seen = 0;
    number = 0;
  }
}
