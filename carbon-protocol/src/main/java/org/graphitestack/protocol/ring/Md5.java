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
/// Every step needs the result of the one before, so the time of a block is that of the chain of
/// its 64 steps. Three things keep that chain short: all 16 words are in local variables before it
/// begins, the steps are written out with their constants, and each step adds what it knows early
/// (word, constant, and the part of its function without the newest state) before what comes last.
///
/// Measured by `HashRingBenchmark`; a test compares it with the JDK's.
final class Md5 {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int BLOCK = 64;

  /// `floor(2^32 * |sin(i + 1)|)`. Read from memory on purpose: a constant in the code the compiler
  /// adds last, behind what each step waits for.
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
    for (int at = 0; ; at += BLOCK) {
      // behind the name come one bit and, in the last 8 bytes, its length in bits
      boolean last = length - at < BLOCK - 8;
      int w0 = word(bytes, offset, length, at);
      int w1 = word(bytes, offset, length, at + 4);
      int w2 = word(bytes, offset, length, at + 8);
      int w3 = word(bytes, offset, length, at + 12);
      int w4 = word(bytes, offset, length, at + 16);
      int w5 = word(bytes, offset, length, at + 20);
      int w6 = word(bytes, offset, length, at + 24);
      int w7 = word(bytes, offset, length, at + 28);
      int w8 = word(bytes, offset, length, at + 32);
      int w9 = word(bytes, offset, length, at + 36);
      int w10 = word(bytes, offset, length, at + 40);
      int w11 = word(bytes, offset, length, at + 44);
      int w12 = word(bytes, offset, length, at + 48);
      int w13 = word(bytes, offset, length, at + 52);
      int w14 = last ? length << 3 : word(bytes, offset, length, at + 56);
      int w15 = last ? length >>> 29 : word(bytes, offset, length, at + 60);
      int a0 = a;
      int b0 = b;
      int c0 = c;
      int d0 = d;

      a = round1(a, b, c, d, w0, 7, SINES[0]);
      d = round1(d, a, b, c, w1, 12, SINES[1]);
      c = round1(c, d, a, b, w2, 17, SINES[2]);
      b = round1(b, c, d, a, w3, 22, SINES[3]);
      a = round1(a, b, c, d, w4, 7, SINES[4]);
      d = round1(d, a, b, c, w5, 12, SINES[5]);
      c = round1(c, d, a, b, w6, 17, SINES[6]);
      b = round1(b, c, d, a, w7, 22, SINES[7]);
      a = round1(a, b, c, d, w8, 7, SINES[8]);
      d = round1(d, a, b, c, w9, 12, SINES[9]);
      c = round1(c, d, a, b, w10, 17, SINES[10]);
      b = round1(b, c, d, a, w11, 22, SINES[11]);
      a = round1(a, b, c, d, w12, 7, SINES[12]);
      d = round1(d, a, b, c, w13, 12, SINES[13]);
      c = round1(c, d, a, b, w14, 17, SINES[14]);
      b = round1(b, c, d, a, w15, 22, SINES[15]);

      a = round2(a, b, c, d, w1, 5, SINES[16]);
      d = round2(d, a, b, c, w6, 9, SINES[17]);
      c = round2(c, d, a, b, w11, 14, SINES[18]);
      b = round2(b, c, d, a, w0, 20, SINES[19]);
      a = round2(a, b, c, d, w5, 5, SINES[20]);
      d = round2(d, a, b, c, w10, 9, SINES[21]);
      c = round2(c, d, a, b, w15, 14, SINES[22]);
      b = round2(b, c, d, a, w4, 20, SINES[23]);
      a = round2(a, b, c, d, w9, 5, SINES[24]);
      d = round2(d, a, b, c, w14, 9, SINES[25]);
      c = round2(c, d, a, b, w3, 14, SINES[26]);
      b = round2(b, c, d, a, w8, 20, SINES[27]);
      a = round2(a, b, c, d, w13, 5, SINES[28]);
      d = round2(d, a, b, c, w2, 9, SINES[29]);
      c = round2(c, d, a, b, w7, 14, SINES[30]);
      b = round2(b, c, d, a, w12, 20, SINES[31]);

      a = round3(a, b, c, d, w5, 4, SINES[32]);
      d = round3(d, a, b, c, w8, 11, SINES[33]);
      c = round3(c, d, a, b, w11, 16, SINES[34]);
      b = round3(b, c, d, a, w14, 23, SINES[35]);
      a = round3(a, b, c, d, w1, 4, SINES[36]);
      d = round3(d, a, b, c, w4, 11, SINES[37]);
      c = round3(c, d, a, b, w7, 16, SINES[38]);
      b = round3(b, c, d, a, w10, 23, SINES[39]);
      a = round3(a, b, c, d, w13, 4, SINES[40]);
      d = round3(d, a, b, c, w0, 11, SINES[41]);
      c = round3(c, d, a, b, w3, 16, SINES[42]);
      b = round3(b, c, d, a, w6, 23, SINES[43]);
      a = round3(a, b, c, d, w9, 4, SINES[44]);
      d = round3(d, a, b, c, w12, 11, SINES[45]);
      c = round3(c, d, a, b, w15, 16, SINES[46]);
      b = round3(b, c, d, a, w2, 23, SINES[47]);

      a = round4(a, b, c, d, w0, 6, SINES[48]);
      d = round4(d, a, b, c, w7, 10, SINES[49]);
      c = round4(c, d, a, b, w14, 15, SINES[50]);
      b = round4(b, c, d, a, w5, 21, SINES[51]);
      a = round4(a, b, c, d, w12, 6, SINES[52]);
      d = round4(d, a, b, c, w3, 10, SINES[53]);
      c = round4(c, d, a, b, w10, 15, SINES[54]);
      b = round4(b, c, d, a, w1, 21, SINES[55]);
      a = round4(a, b, c, d, w8, 6, SINES[56]);
      d = round4(d, a, b, c, w15, 10, SINES[57]);
      c = round4(c, d, a, b, w6, 15, SINES[58]);
      b = round4(b, c, d, a, w13, 21, SINES[59]);
      a = round4(a, b, c, d, w4, 6, SINES[60]);
      if (last) {
        // three steps remain, none of which changes this part of the digest
        int first = a + a0;
        return ((first & 0xFF) << 8) | ((first >>> 8) & 0xFF);
      }
      d = round4(d, a, b, c, w11, 10, SINES[61]);
      c = round4(c, d, a, b, w2, 15, SINES[62]);
      b = round4(b, c, d, a, w9, 21, SINES[63]);

      a += a0;
      b += b0;
      c += c0;
      d += d0;
    }
  }

  /// A word of the padded message, but for the length at its end: the bytes, one bit, zeros.
  private static int word(byte[] bytes, int offset, int length, int at) {
    int left = length - at;
    if (left >= Integer.BYTES) {
      return (int) INT.get(bytes, offset + at);
    }
    return left < 0 ? 0 : lastWord(bytes, offset + at, left);
  }

  /// The word in which the message ends.
  private static int lastWord(byte[] bytes, int from, int left) {
    int word = 0x80;
    for (int i = left - 1; i >= 0; i--) {
      word = word << 8 | (bytes[from + i] & 0xFF);
    }
    return word;
  }

  // In all of these b is the newest: what does not hold it is added first.

  private static int round1(int a, int b, int c, int d, int word, int shift, int sine) {
    return b + Integer.rotateLeft(a + word + sine + (d ^ (b & (c ^ d))), shift);
  }

  /// The two halves have no bit in common, so they can be added one by one.
  private static int round2(int a, int b, int c, int d, int word, int shift, int sine) {
    return b + Integer.rotateLeft(a + word + sine + (c & ~d) + (b & d), shift);
  }

  private static int round3(int a, int b, int c, int d, int word, int shift, int sine) {
    return b + Integer.rotateLeft(a + word + sine + ((c ^ d) ^ b), shift);
  }

  private static int round4(int a, int b, int c, int d, int word, int shift, int sine) {
    return b + Integer.rotateLeft(a + word + sine + (c ^ (b | ~d)), shift);
  }
}
