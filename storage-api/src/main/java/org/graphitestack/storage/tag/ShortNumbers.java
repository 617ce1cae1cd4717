// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.tag;

/// Numbers that are not negative in one to five bytes: seven bits in each, the lowest first, the
/// top bit set in all but the last.
final class ShortNumbers {

  /// Bytes the largest number takes.
  static final int MAX_BYTES = 5;

  private ShortNumbers() {}

  /// Writes a number.
  ///
  /// @return where the next one goes
  static int write(byte[] target, int at, int number) {
    var rest = number;
    var next = at;
    while (rest > 0x7f) {
      target[next++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    target[next++] = (byte) rest;
    return next;
  }

  static int read(byte[] source, int at) {
    var number = 0;
    var next = at;
    for (var shift = 0; ; shift += 7) {
      var one = source[next++];
      number |= (one & 0x7f) << shift;
      if (one >= 0) {
        return number;
      }
    }
  }

  /// Where the number behind the one at a place begins.
  static int skip(byte[] source, int at) {
    var next = at;
    while (source[next] < 0) {
      next++;
    }
    return next + 1;
  }
}
