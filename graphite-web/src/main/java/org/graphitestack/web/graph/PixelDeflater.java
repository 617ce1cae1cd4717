// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Adler32;

/// Compresses the rows of an opaque image for PNG (RFC 1950 and 1951), and nothing else. It looks
/// at pixels where zlib looks at bytes, for a repetition of the pixel before, of the row above, and
/// of where the same two pixels were last. That is enough for graphs, and takes about half of
/// zlib's time at its quickest (PngBenchmark), for a file a fifteenth larger.
///
/// Used once, by one thread.
final class PixelDeflater {

  private static final int BYTES = 3;
  private static final int LONGEST = 258 / BYTES;
  private static final int WINDOW = 32_768;
  private static final int BLOCK = 1 << 16;
  private static final int HASH_BITS = 12;

  private static final int END = 256;
  private static final int FIRST_LENGTH = 257;
  private static final int LITERALS = 286;
  private static final int DISTANCES = 30;

  /// The byte before each row: no filter.
  private static final int ROW = 0x4000_0000;

  private static final int MATCH = 0x8000_0000;

  /// The most a token can take: three literals of 15 bits each.
  private static final int TOKEN_BYTES = 6;

  /// More than the head of a block, its end and the checksum.
  private static final int BLOCK_BYTES = 256;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// Deflate codes of the lengths 3 to 258: the code, and what it leaves to extra bits.
  private static final int[] LENGTH_CODE = new int[259];

  private static final int[] LENGTH_BASE = new int[259];

  static {
    int length = 3;
    for (int code = 0; code < 28; code++) {
      int base = length;
      for (int i = 0; i < 1 << lengthExtra(code) && length < 258; i++) {
        LENGTH_CODE[length] = code;
        LENGTH_BASE[length++] = base;
      }
    }
    LENGTH_CODE[258] = 28;
    LENGTH_BASE[258] = 258;
  }

  private final int[] pixels;
  private final int width;
  private final int height;
  private final int[] tokens = new int[BLOCK + 2];
  private final int[] literalCounts = new int[LITERALS];
  private final int[] distanceCounts = new int[DISTANCES];

  /// By hash of two pixels: where they were last, and the row of that.
  private final int[] lastPlace = new int[1 << HASH_BITS];

  private final int[] lastRow = new int[1 << HASH_BITS];
  private int tokenCount;
  private byte[] out;
  private int size;
  private long bitBuffer;
  private int bitCount;

  private PixelDeflater(int[] pixels, int width, int height) {
    this.pixels = pixels;
    this.width = width;
    this.height = height;
    this.out = new byte[1 << 16];
  }

  /// A zlib stream of rows of three bytes a pixel, each after a zero.
  static byte[] compress(int[] pixels, int width, int height) {
    return new PixelDeflater(pixels, width, height).compress();
  }

  private byte[] compress() {
    out[size++] = 0x78;
    out[size++] = 0x01;
    Arrays.fill(lastPlace, -1);
    var checksum = new Adler32();
    // one more, since pixels are put as four bytes of which the next one overwrites the last
    byte[] row = new byte[1 + width * BYTES + 1];
    for (int y = 0; y < height; y++) {
      addTo(checksum, row, y);
      tokenizeRow(y);
    }
    writeBlock(true);
    align();
    long sum = checksum.getValue();
    for (int shift = 24; shift >= 0; shift -= 8) {
      out[size++] = (byte) (sum >> shift);
    }
    return Arrays.copyOf(out, size);
  }

  private void addTo(Adler32 checksum, byte[] row, int y) {
    int at = 1;
    for (int i = y * width; i < (y + 1) * width; i++) {
      INT.set(row, at, pixels[i] << 8);
      at += BYTES;
    }
    checksum.update(row, 0, at);
  }

  private void tokenizeRow(int y) {
    int stride = 1 + width * BYTES;
    boolean hasAbove = y > 0 && stride <= WINDOW;
    int start = y * width;
    int end = start + width;
    addToken(ROW);
    literalCounts[0]++;
    int at = start;
    while (at < end) {
      int most = Math.min(LONGEST, end - at);
      int pixel = pixels[at];
      int length = at > start && pixel == pixels[at - 1] ? same(at, at - 1, most) : 0;
      int distance = BYTES;
      if (length < most && hasAbove && pixel == pixels[at - width]) {
        int above = same(at, at - width, most);
        if (above > length) {
          length = above;
          distance = stride;
        }
      }
      if (length < 3 && at + 1 < end) {
        int hash = hash(at);
        int place = lastPlace[hash];
        int row = lastRow[hash];
        lastPlace[hash] = at;
        lastRow[hash] = y;
        int away = place < 0 ? WINDOW + 1 : (at - place) * BYTES + y - row;
        if (away <= WINDOW) {
          int found = same(at, place, Math.min(most, (row + 1) * width - place));
          if (found > 1 && found > length) {
            length = found;
            distance = away;
          }
        }
      }
      if (length > 0) {
        addMatch(length, distance);
        at += length;
      } else {
        addPixel(pixel & 0xffffff);
        at++;
      }
    }
  }

  /// How many pixels from two places on are the same.
  private int same(int one, int other, int most) {
    int count = 0;
    while (count < most && pixels[one + count] == pixels[other + count]) {
      count++;
    }
    return count;
  }

  /// Of the two pixels from here on.
  private int hash(int at) {
    return (pixels[at] * 0x9E3779B1 ^ pixels[at + 1] * 0x85EBCA6B) >>> (32 - HASH_BITS);
  }

  private void addPixel(int pixel) {
    addToken(pixel);
    literalCounts[pixel >> 16]++;
    literalCounts[pixel >> 8 & 0xff]++;
    literalCounts[pixel & 0xff]++;
  }

  private void addMatch(int length, int distance) {
    addToken(MATCH | length << 16 | distance);
    literalCounts[FIRST_LENGTH + LENGTH_CODE[length * BYTES]]++;
    distanceCounts[distanceCode(distance)]++;
  }

  private void addToken(int token) {
    tokens[tokenCount++] = token;
    if (tokenCount > BLOCK) {
      // what belongs to this token is counted after it, so it opens the next block
      tokenCount--;
      writeBlock(false);
      tokens[tokenCount++] = token;
    }
  }

  private static int lengthExtra(int code) {
    return code < 8 || code == 28 ? 0 : (code - 4) / 4;
  }

  private static int distanceCode(int distance) {
    int offset = distance - 1;
    if (offset < 4) {
      return offset;
    }
    int highest = 31 - Integer.numberOfLeadingZeros(offset);
    return 2 * highest + (offset >> (highest - 1) & 1);
  }

  private static int distanceExtra(int code) {
    return code < 4 ? 0 : code / 2 - 1;
  }

  private void writeBlock(boolean last) {
    literalCounts[END]++;
    HuffmanCode literals = HuffmanCode.of(literalCounts);
    HuffmanCode distances = HuffmanCode.of(distanceCounts);
    ensureRoom(tokenCount * TOKEN_BYTES + BLOCK_BYTES);
    write(last ? 1 : 0, 1);
    write(2, 2);
    writeLengths(literals, distances);
    for (int i = 0; i < tokenCount; i++) {
      int token = tokens[i];
      if (token < 0) {
        putMatch(literals, distances, token >> 16 & 0x7fff, token & 0xffff);
      } else if (token == ROW) {
        put(literals.bits(0), literals.length(0));
      } else {
        putByte(literals, token >> 16);
        putByte(literals, token >> 8 & 0xff);
        putByte(literals, token & 0xff);
      }
      flush();
    }
    write(literals.bits(END), literals.length(END));
    Arrays.fill(literalCounts, 0);
    Arrays.fill(distanceCounts, 0);
    tokenCount = 0;
  }

  /// All lengths as they are, four bits each.
  private void writeLengths(HuffmanCode literals, HuffmanCode distances) {
    write(LITERALS - 257, 5);
    write(DISTANCES - 1, 5);
    write(19 - 4, 4);
    for (int i = 0; i < 19; i++) {
      // the first three are those of repetitions
      write(i < 3 ? 0 : 4, 3);
    }
    for (int symbol = 0; symbol < LITERALS; symbol++) {
      write(Integer.reverse(literals.length(symbol)) >>> 28, 4);
    }
    for (int symbol = 0; symbol < DISTANCES; symbol++) {
      write(Integer.reverse(distances.length(symbol)) >>> 28, 4);
    }
  }

  private void putByte(HuffmanCode literals, int value) {
    put(literals.bits(value), literals.length(value));
  }

  private void putMatch(HuffmanCode literals, HuffmanCode distances, int length, int distance) {
    int bytes = length * BYTES;
    int code = LENGTH_CODE[bytes];
    put(literals.bits(FIRST_LENGTH + code), literals.length(FIRST_LENGTH + code));
    put(bytes - LENGTH_BASE[bytes], lengthExtra(code));
    int away = distanceCode(distance);
    put(distances.bits(away), distances.length(away));
    int extra = distanceExtra(away);
    put(distance - 1 & (1 << extra) - 1, extra);
  }

  private void write(int bits, int count) {
    put(bits, count);
    flush();
  }

  /// The most between two flushes is a token.
  private void put(int bits, int count) {
    bitBuffer |= (long) bits << bitCount;
    bitCount += count;
  }

  /// Writes whole bytes, without asking whether there are any: that would often be guessed wrongly.
  private void flush() {
    LONG.set(out, size, bitBuffer);
    size += bitCount >> 3;
    bitBuffer >>>= bitCount & ~7;
    bitCount &= 7;
  }

  private void align() {
    out[size] = (byte) bitBuffer;
    size += (bitCount + 7) / 8;
  }

  private void ensureRoom(int bytes) {
    if (size + bytes > out.length) {
      out = Arrays.copyOf(out, Math.max(size + bytes, 2 * out.length));
    }
  }
}
