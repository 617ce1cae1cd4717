// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.line;

/// What Python's `str.split()` and `str.strip()` take for white space.
final class Whitespace {

  private Whitespace() {}

  static boolean isAscii(byte b) {
    return b <= ' ' && (b == ' ' || (b >= '\t' && b <= '\r') || (b >= 0x1c && b <= 0x1f));
  }

  static boolean isUnicode(int codePoint) {
    return codePoint < 0x80
        ? isAscii((byte) codePoint)
        : codePoint == 0x85 || Character.isSpaceChar(codePoint);
  }
}
