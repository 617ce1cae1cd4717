// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.pickle;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The two ways protocol 0 writes text: Python 2's quoted strings and raw-unicode-escape.
final class PythonEscapes {

  private PythonEscapes() {}

  /// The bytes a quoted string stands for, its quotes already taken off; null if an escape is
  /// incomplete.
  static byte @Nullable [] string(byte[] bytes, int offset, int length) {
    var out = new ByteArrayOutputStream(length);
    var end = offset + length;
    for (var i = offset; i < end; i++) {
      if (bytes[i] != '\\') {
        out.write(bytes[i]);
        continue;
      }
      if (++i == end) {
        return null;
      }
      var c = bytes[i];
      switch (c) {
        case '\\', '\'', '"' -> out.write(c);
        case 'n' -> out.write('\n');
        case 'r' -> out.write('\r');
        case 't' -> out.write('\t');
        case 'a' -> out.write(7);
        case 'b' -> out.write('\b');
        case 'f' -> out.write('\f');
        case 'v' -> out.write(0x0b);
        case 'x' -> {
          var code = hex(bytes, i + 1, 2, end);
          if (code < 0) {
            return null;
          }
          out.write((int) code);
          i += 2;
        }
        case '0', '1', '2', '3', '4', '5', '6', '7' -> {
          var code = 0;
          var digits = 0;
          for (; digits < 3 && i + digits < end; digits++) {
            var digit = bytes[i + digits] - '0';
            if (digit < 0 || digit > 7) {
              break;
            }
            code = code * 8 + digit;
          }
          out.write(code);
          i += digits - 1;
        }
        default -> {
          out.write('\\');
          out.write(c);
        }
      }
    }
    return out.toByteArray();
  }

  /// The UTF-8 of a raw-unicode-escape text; null if an escape is incomplete or names no character.
  static byte @Nullable [] rawUnicode(byte[] bytes, int offset, int length) {
    var end = offset + length;
    if (isPlain(bytes, offset, end)) {
      return Arrays.copyOfRange(bytes, offset, end);
    }
    var out = new StringBuilder(length);
    for (var i = offset; i < end; i++) {
      out.append((char) (bytes[i] & 0xff));
      if (bytes[i] != '\\' || ++i == end) {
        continue;
      }
      var digits = bytes[i] == 'u' ? 4 : bytes[i] == 'U' ? 8 : 0;
      if (digits == 0) {
        out.append((char) (bytes[i] & 0xff));
        continue;
      }
      var code = hex(bytes, i + 1, digits, end);
      if (code < 0 || code > Character.MAX_CODE_POINT || isSurrogate(code)) {
        return null;
      }
      out.setLength(out.length() - 1);
      out.appendCodePoint((int) code);
      i += digits;
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isPlain(byte[] bytes, int offset, int end) {
    for (var i = offset; i < end; i++) {
      if (bytes[i] == '\\' || bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSurrogate(long code) {
    return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
  }

  private static long hex(byte[] bytes, int from, int digits, int end) {
    if (from + digits > end) {
      return -1;
    }
    var code = 0L;
    for (var i = from; i < from + digits; i++) {
      var digit = Character.digit(bytes[i], 16);
      if (digit < 0) {
        return -1;
      }
      code = code << 4 | digit;
    }
    return code;
  }
}
