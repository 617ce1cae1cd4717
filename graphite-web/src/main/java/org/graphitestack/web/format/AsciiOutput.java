// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.graphitestack.web.series.PythonNumber;

/// A buffered stream of ASCII text that writes numbers without making texts of them, where it can.
/// Used by one thread; the caller flushes it at the end.
final class AsciiOutput {

  private static final int SIZE = 1 << 14;
  private static final int ROOM_FOR_NUMBER = 32;
  private static final double LARGEST_EXACT = 1e15;

  private static final int EIGHT_DIGITS = 100_000_000;

  /// 00 to 99.
  private static final byte[] PAIRS = pairs();

  private final OutputStream out;
  private final byte[] buffer = new byte[SIZE];
  private int size;

  AsciiOutput(OutputStream out) {
    this.out = out;
  }

  /// Writes a text of ASCII characters.
  AsciiOutput text(String text) throws IOException {
    for (var i = 0; i < text.length(); i++) {
      if (size == SIZE) {
        drain();
      }
      buffer[size++] = (byte) text.charAt(i);
    }
    return this;
  }

  /// Writes ASCII characters, at most as many as a number may have.
  AsciiOutput bytes(byte[] ascii) throws IOException {
    room();
    System.arraycopy(ascii, 0, buffer, size, ascii.length);
    size += ascii.length;
    return this;
  }

  /// Writes a text of any characters as UTF-8.
  AsciiOutput utf8(String text) throws IOException {
    if (text.chars().allMatch(c -> c < 0x80)) {
      return text(text);
    }
    drain();
    out.write(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /// Writes a JSON string; all but ASCII is escaped, as Python does by default.
  AsciiOutput string(String text) throws IOException {
    text("\"");
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
        if (size == SIZE) {
          drain();
        }
        buffer[size++] = (byte) c;
      } else {
        text(escaped(c));
      }
    }
    return text("\"");
  }

  private static String escaped(char c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case 0x7f -> "\u007f";
      default -> "\\u" + HexFormat.of().toHexDigits(c);
    };
  }

  /// Writes a whole number.
  AsciiOutput whole(long number) throws IOException {
    room();
    if (number < 0) {
      if (number == Long.MIN_VALUE) {
        return text(String.valueOf(number));
      }
      buffer[size++] = '-';
      digits(-number);
    } else {
      digits(number);
    }
    return this;
  }

  /// Writes a finite number as Python's `repr` does.
  AsciiOutput real(double number) throws IOException {
    room();
    var absolute = Math.abs(number);
    var thousands = Math.rint(absolute * 1000);
    if (!(thousands < LARGEST_EXACT && absolute >= 1e-3 && thousands / 1000 == absolute)) {
      return text(PythonNumber.repr(number));
    }
    // up to 15 significant digits name one double only, so these are the shortest that do
    if (number < 0) {
      buffer[size++] = '-';
    }
    var exact = (long) thousands;
    digits(exact / 1000);
    fraction((int) (exact % 1000));
    return this;
  }

  private void fraction(int thousandths) {
    buffer[size++] = '.';
    buffer[size++] = (byte) ('0' + thousandths / 100);
    if (thousandths % 100 != 0) {
      buffer[size++] = (byte) ('0' + thousandths / 10 % 10);
      if (thousandths % 10 != 0) {
        buffer[size++] = (byte) ('0' + thousandths % 10);
      }
    }
  }

  private void digits(long number) {
    if (number >= EIGHT_DIGITS) {
      digits(number / EIGHT_DIGITS);
      digits((int) (number % EIGHT_DIGITS), 8);
    } else {
      digits((int) number, length((int) number));
    }
  }

  /// Writes so many digits, two at a time from the last; zeros come before a shorter number.
  private void digits(int number, int length) {
    var rest = number;
    var at = size + length;
    while (at - 2 >= size) {
      var pair = rest % 100 * 2;
      rest /= 100;
      buffer[--at] = PAIRS[pair + 1];
      buffer[--at] = PAIRS[pair];
    }
    if (at > size) {
      buffer[size] = (byte) ('0' + rest);
    }
    size += length;
  }

  private static int length(int number) {
    var length = 1;
    for (var rest = number; rest >= 10; rest /= 10) {
      length++;
    }
    return length;
  }

  private static byte[] pairs() {
    var pairs = new byte[200];
    for (var i = 0; i < 100; i++) {
      pairs[2 * i] = (byte) ('0' + i / 10);
      pairs[2 * i + 1] = (byte) ('0' + i % 10);
    }
    return pairs;
  }

  private void room() throws IOException {
    if (SIZE - size < ROOM_FOR_NUMBER) {
      drain();
    }
  }

  private void drain() throws IOException {
    out.write(buffer, 0, size);
    size = 0;
  }

  /// Hands on everything written so far.
  void flush() throws IOException {
    drain();
    out.flush();
  }
}
