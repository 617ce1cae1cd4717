// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.ring;

/// FNV-1a (Fowler, Noll, Vo).
public final class Fnv1a {
  private static final int OFFSET_32 = 0x811C9DC5;
  private static final int PRIME_32 = 0x01000193;
  private static final long OFFSET_64 = 0xCBF29CE484222325L;
  private static final long PRIME_64 = 0x00000100000001B3L;

  private Fnv1a() {}

  public static int hash32(byte[] bytes, int offset, int length) {
    int hash = OFFSET_32;
    for (int i = offset; i < offset + length; i++) {
      hash = (hash ^ (bytes[i] & 0xFF)) * PRIME_32;
    }
    return hash;
  }

  public static long hash64(byte[] bytes, int offset, int length) {
    long hash = OFFSET_64;
    for (int i = offset; i < offset + length; i++) {
      hash = (hash ^ (bytes[i] & 0xFF)) * PRIME_64;
    }
    return hash;
  }
}
