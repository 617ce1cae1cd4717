// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.compress;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// RFC 1952 on top of the JDK's inflater, which knows only what is between header and trailer.
///
/// ```
/// 1f 8b 08 FLG MTIME(4) XFL OS | [XLEN(2) extra] [name 00] [comment 00] [CRC16(2)]
/// deflated bytes | CRC32(4) ISIZE(4), little-endian | next member
/// ```
final class GzipDecompressor implements Decompressor {

  private static final int FIXED_HEADER = 10;
  private static final int TRAILER = 8;
  private static final int FLAG_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;
  private static final int[] MAGIC = {0x1f, 0x8b, 8};
  private static final byte[] NOTHING = {};

  private enum Part {
    HEADER,
    EXTRA_LENGTH,
    EXTRA,
    NAME,
    COMMENT,
    HEADER_CRC,
    BODY,
    TRAILER
  }

  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private Part part = Part.HEADER;
  private int flags;

  /// Bytes of the current part that were seen, and its number read from them.
  private int seen;

  private long number;

  private byte[] input = NOTHING;
  private int at;
  private int end;

  @Override
  public void feed(byte[] bytes, int offset, int length) {
    input = bytes;
    at = offset;
    end = offset + length;
    if (part == Part.BODY) {
      inflater.setInput(bytes, offset, length);
    }
  }

  @Override
  public int read(byte[] target) throws DamagedStreamException {
    while (true) {
      if (part == Part.BODY) {
        var inflated = inflate(target);
        if (inflated > 0) {
          return inflated;
        }
        if (!inflater.finished()) {
          return 0;
        }
        at = end - inflater.getRemaining();
        enter(Part.TRAILER);
      }
      if (at == end) {
        input = NOTHING;
        at = 0;
        end = 0;
        return 0;
      }
      step(input[at++] & 0xff);
    }
  }

  @Override
  public void close() {
    inflater.end();
  }

  private int inflate(byte[] target) throws DamagedStreamException {
    try {
      var inflated = inflater.inflate(target);
      if (inflated == 0 && inflater.needsDictionary()) {
        throw new DamagedStreamException("gzip: a dictionary is wanted");
      }
      crc.update(target, 0, inflated);
      return inflated;
    } catch (DataFormatException damaged) {
      throw new DamagedStreamException("gzip: " + damaged.getMessage());
    }
  }

  private void step(int b) throws DamagedStreamException {
    switch (part) {
      case HEADER -> header(b);
      case EXTRA_LENGTH -> {
        number |= (long) b << (8 * seen++);
        if (seen == 2) {
          var length = number;
          enter(Part.EXTRA);
          number = length;
          skipEmptyParts();
        }
      }
      case EXTRA -> {
        if (--number == 0) {
          enter(Part.NAME);
          skipEmptyParts();
        }
      }
      case NAME, COMMENT -> {
        if (b == 0) {
          enter(part == Part.NAME ? Part.COMMENT : Part.HEADER_CRC);
          skipEmptyParts();
        }
      }
      case HEADER_CRC -> {
        if (++seen == 2) {
          body();
        }
      }
      case TRAILER -> trailer(b);
      case BODY -> throw new IllegalStateException("the body is inflated, not stepped through");
    }
  }

  private void header(int b) throws DamagedStreamException {
    if (seen < MAGIC.length && b != MAGIC[seen]) {
      throw new DamagedStreamException(
          "gzip: byte " + b + " at " + seen + " of the header (expected: " + MAGIC[seen] + ")");
    }
    if (seen == MAGIC.length) {
      flags = b;
    }
    if (++seen == FIXED_HEADER) {
      enter((flags & FLAG_EXTRA) != 0 ? Part.EXTRA_LENGTH : Part.NAME);
      skipEmptyParts();
    }
  }

  /// Goes on to the first part that this header has.
  private void skipEmptyParts() {
    if (part == Part.EXTRA && number == 0) {
      enter(Part.NAME);
    }
    if (part == Part.NAME && (flags & FLAG_NAME) == 0) {
      enter(Part.COMMENT);
    }
    if (part == Part.COMMENT && (flags & FLAG_COMMENT) == 0) {
      enter(Part.HEADER_CRC);
    }
    if (part == Part.HEADER_CRC && (flags & FLAG_CRC) == 0) {
      body();
    }
  }

  private void body() {
    enter(Part.BODY);
    crc.reset();
    inflater.reset();
    inflater.setInput(input, at, end - at);
  }

  private void trailer(int b) throws DamagedStreamException {
    number |= (long) b << (8 * seen++);
    if (seen < TRAILER) {
      return;
    }
    var expected = crc.getValue() | (inflater.getBytesWritten() & 0xffffffffL) << 32;
    if (number != expected) {
      throw new DamagedStreamException(
          "gzip: trailer "
              + Long.toHexString(number)
              + " (expected: "
              + Long.toHexString(expected)
              + ")");
    }
    enter(Part.HEADER);
  }

  private void enter(Part next) {
    part = next;
    seen = 0;
    number = 0;
  }
}
