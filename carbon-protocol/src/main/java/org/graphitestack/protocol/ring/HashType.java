// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.ring;

import java.util.Locale;

/// How a name becomes a position: carbon's `ROUTER_HASH_TYPE`.
public enum HashType {
  /// The first sixteen bits of MD5.
  CARBON_CH {
    @Override
    public int position(byte[] name, int offset, int length) {
      return Md5.firstSixteenBits(name, offset, length);
    }
  },
  /// FNV-1a of 32 bits, folded to sixteen.
  FNV1A_CH {
    @Override
    public int position(byte[] name, int offset, int length) {
      int hash = Fnv1a.hash32(name, offset, length);
      return (hash >>> 16) ^ (hash & 0xFFFF);
    }
  },
  /// MurmurHash3 x86 of 32 bits with seed 0, signed.
  MMH3_CH {
    @Override
    public int position(byte[] name, int offset, int length) {
      return Murmur3.hash32(name, offset, length);
    }
  };

  /// Where a name stands. Allocates nothing.
  public abstract int position(byte[] name, int offset, int length);

  /// Whether this hash takes much longer than going over a name's bytes once.
  boolean isDear() {
    return this == CARBON_CH;
  }

  /// Reads the name used in configuration files, such as `carbon_ch`.
  public static HashType parse(String text) {
    return switch (text) {
      case "carbon_ch" -> CARBON_CH;
      case "fnv1a_ch" -> FNV1A_CH;
      case "mmh3_ch" -> MMH3_CH;
      default ->
          throw new IllegalArgumentException(
              "hash type: \"" + text + "\" (expected: carbon_ch, fnv1a_ch or mmh3_ch)");
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
