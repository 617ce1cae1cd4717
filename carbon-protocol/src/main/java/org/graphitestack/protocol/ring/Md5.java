// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The first bits of MD5 (RFC 1321), all that a ring needs, without an object: the JDK's
/// `MessageDigest` keeps state, so each thread would need one, and hands out the digest as an
/// array.
///
/// Measured by `HashRingBenchmark`; a test compares it with the JDK's.
final class Md5 {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int BLOCK = 64;

  /// `floor(2^32 * |sin(i + 1)|)`.
  private static final int[] SINES = new int[64];

  static {
    for (int i = 0; i < SINES.length; i++) {
      SINES[i] = (int) (long) (StrictMath.abs(StrictMath.sin(i + 1.0)) * 4294967296.0);
    }
  }

  private Md5() {}

  /// The first two bytes of the digest, as the number their hex digits write.
  static int firstSixteenBits(byte[] bytes, int offset, int length) {
    int a = 0x67452301;
    int b = 0xEFCDAB89;
    int c = 0x98BADCFE;
    int d = 0x10325476;
    int blocks = (length + 8) / BLOCK + 1;
    for (int block = 0; block < blocks; block++) {
      int at = block * BLOCK;
      int a0 = a;
      int b0 = b;
      int c0 = c;
      int d0 = d;
      for (int i = 0; i < 16; i += 4) {
        a = round1(a, b, c, d, word(bytes, offset, length, at, i), 7, SINES[i]);
        d = round1(d, a, b, c, word(bytes, offset, length, at, i + 1), 12, SINES[i + 1]);
        c = round1(c, d, a, b, word(bytes, offset, length, at, i + 2), 17, SINES[i + 2]);
        b = round1(b, c, d, a, word(bytes, offset, length, at, i + 3), 22, SINES[i + 3]);
      }
      for (int i = 16; i < 32; i += 4) {
        int w = 5 * i + 1;
        a = round2(a, b, c, d, word(bytes, offset, length, at, w & 15), 5, SINES[i]);
        d = round2(d, a, b, c, word(bytes, offset, length, at, (w + 5) & 15), 9, SINES[i + 1]);
        c = round2(c, d, a, b, word(bytes, offset, length, at, (w + 10) & 15), 14, SINES[i + 2]);
        b = round2(b, c, d, a, word(bytes, offset, length, at, (w + 15) & 15), 20, SINES[i + 3]);
      }
      for (int i = 32; i < 48; i += 4) {
        int w = 3 * i + 5;
        a = round3(a, b, c, d, word(bytes, offset, length, at, w & 15), 4, SINES[i]);
        d = round3(d, a, b, c, word(bytes, offset, length, at, (w + 3) & 15), 11, SINES[i + 1]);
        c = round3(c, d, a, b, word(bytes, offset, length, at, (w + 6) & 15), 16, SINES[i + 2]);
        b = round3(b, c, d, a, word(bytes, offset, length, at, (w + 9) & 15), 23, SINES[i + 3]);
      }
      for (int i = 48; i < 64; i += 4) {
        int w = 7 * i;
        a = round4(a, b, c, d, word(bytes, offset, length, at, w & 15), 6, SINES[i]);
        d = round4(d, a, b, c, word(bytes, offset, length, at, (w + 7) & 15), 10, SINES[i + 1]);
        c = round4(c, d, a, b, word(bytes, offset, length, at, (w + 14) & 15), 15, SINES[i + 2]);
        b = round4(b, c, d, a, word(bytes, offset, length, at, (w + 21) & 15), 21, SINES[i + 3]);
      }
      a += a0;
      b += b0;
      c += c0;
      d += d0;
    }
    return ((a & 0xFF) << 8) | ((a >>> 8) & 0xFF);
  }

  /// A word of the padded message: the bytes, one bit, zeros, the length in bits.
  private static int word(byte[] bytes, int offset, int length, int block, int index) {
    int at = block + 4 * index;
    if (at + 4 <= length) {
      return (int) INT.get(bytes, offset + at);
    }
    if (at <= length) {
      int word = 0x80 << (8 * (length - at));
      for (int i = length - 1; i >= at; i--) {
        word |= (bytes[offset + i] & 0xFF) << (8 * (i - at));
      }
      return word;
    }
    boolean last = block + BLOCK >= length + 9;
    if (last && index == 14) {
      return length << 3;
    }
    return last && index == 15 ? length >>> 29 : 0;
  }

  private static int round1(int a, int b, int c, int d, int word, int shift, int sine) {
    return step(a, b, (b & c) | (~b & d), word, shift, sine);
  }

  private static int round2(int a, int b, int c, int d, int word, int shift, int sine) {
    return step(a, b, (b & d) | (c & ~d), word, shift, sine);
  }

  private static int round3(int a, int b, int c, int d, int word, int shift, int sine) {
    return step(a, b, b ^ c ^ d, word, shift, sine);
  }

  private static int round4(int a, int b, int c, int d, int word, int shift, int sine) {
    return step(a, b, c ^ (b | ~d), word, shift, sine);
  }

  private static int step(int a, int b, int mixed, int word, int shift, int sine) {
    return b + Integer.rotateLeft(a + mixed + word + sine, shift);
  }
}
