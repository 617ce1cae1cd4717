// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// MurmurHash3, the x86 variant of 32 bits, with seed 0 (Austin Appleby, public domain).
final class Murmur3 {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private Murmur3() {}

  static int hash32(byte[] bytes, int offset, int length) {
    int hash = 0;
    int end = offset + (length & ~3);
    for (int i = offset; i < end; i += 4) {
      hash ^= scramble((int) INT.get(bytes, i));
      hash = Integer.rotateLeft(hash, 13) * 5 + 0xE6546B64;
    }
    int tail = 0;
    for (int i = offset + length - 1; i >= end; i--) {
      tail = (tail << 8) | (bytes[i] & 0xFF);
    }
    hash ^= scramble(tail);
    hash ^= length;
    hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
    hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
    return hash ^ (hash >>> 16);
  }

  /// Of an empty tail it makes 0, which changes nothing.
  private static int scramble(int word) {
    return Integer.rotateLeft(word * 0xCC9E2D51, 15) * 0x1B873593;
  }
}
