// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/// A 64-bit hash over the bytes of a name, eight at a time by multiply and fold. Seeded, so that
/// nobody outside can choose names that collide; it never reaches a disk. Thread-safe.
public final class NameHash {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;
  private static final long FINISHER = 0xe7037ed1a0b428dbL;
  private static final int KEYS = 64;

  /// With a seed of its own in every process.
  public static final NameHash OF_PROCESS = new NameHash(new SplittableRandom().nextLong());

  private final long seed;
  private final long[] keys;

  public NameHash(long seed) {
    this.seed = seed;
    this.keys = new SplittableRandom(seed).longs(KEYS).map(key -> key | 1).toArray();
  }

  /// The hash of a name.
  public long of(byte[] bytes, int offset, int length) {
    var hash = seed ^ length * FINISHER;
    var end = offset + length;
    var at = offset;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = fold(hash ^ (long) LONGS.get(bytes, at), MULTIPLIER);
    }
    var tail = 0L;
    for (; at < end; at++) {
      tail = tail << 8 | (bytes[at] & 0xff);
    }
    return fold(hash ^ tail, FINISHER);
  }

  /// Another hash of a name, which has nothing to do with the first: two names that agree in one
  /// agree in this one as seldom as any others. Its upper bits are the good ones (multilinear
  /// hashing, Lemire and Kaser 2014).
  public long second(byte[] bytes, int offset, int length) {
    var sum = length * keys[0];
    var end = offset + length;
    var at = offset;
    var key = 1;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      var word = (long) LONGS.get(bytes, at);
      sum += (word ^ word >>> 32) * keys[key++ & KEYS - 1];
    }
    var tail = 0L;
    for (; at < end; at++) {
      tail = tail << 8 | (bytes[at] & 0xff);
    }
    return sum + tail * keys[key & KEYS - 1];
  }

  private static long fold(long a, long b) {
    return Math.unsignedMultiplyHigh(a, b) ^ a * b;
  }
}
