// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import java.util.Arrays;

/// Bits one after the other, the highest of each byte first.
final class BitWriter {

  private byte[] bytes = new byte[128];
  private int size;

  /// Appends the lowest bits of a number, the highest of them first.
  void write(long value, int count) {
    if (size + count > bytes.length * 8) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    for (var left = count; left > 0; ) {
      var free = 8 - size % 8;
      var now = Math.min(free, left);
      var part = (int) (value >>> (left - now)) & ((1 << now) - 1);
      bytes[size / 8] |= (byte) (part << (free - now));
      size += now;
      left -= now;
    }
  }

  /// Whole bytes, the last filled up with zeros.
  byte[] bytes() {
    return Arrays.copyOf(bytes, (size + 7) / 8);
  }
}
