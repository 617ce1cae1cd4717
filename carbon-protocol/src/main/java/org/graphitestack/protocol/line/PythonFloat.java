// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.line;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import java.nio.charset.StandardCharsets;

/// Reads numbers as Python's `float()` reads text: `12.5`, `+5`, `.5`, `5.`, `1e3`, `1_000`, `inf`,
/// `nan`, decimal digits of any script, blanks around; but no hexadecimal, no `1,` and no `1__0`.
///
/// Up to 18 digits with a mantissa of at most 2^53 and no exponent are computed here, exactly (both
/// mantissa and power of ten are exact doubles, so one division rounds once); all else goes through
/// a grammar check to fastdoubleparser. Allocates nothing for ASCII text without underscores.
///
/// Holds the last result, so it belongs to one thread. Measured by `benchmarks`:
/// `LineParserBenchmark`.
public final class PythonFloat {

  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18
  };
  private static final long MAX_EXACT_MANTISSA = 1L << 53;
  private static final int MAX_DIGITS = 18;

  private double value;

  /// Reads the number that fills exactly these bytes.
  ///
  /// @return whether they are a number; [#value] then gives it
  public boolean parse(byte[] bytes, int offset, int length) {
    return parseShort(bytes, offset, length) || parseAny(bytes, offset, length);
  }

  /// The number read last.
  public double value() {
    return value;
  }

  private boolean parseShort(byte[] bytes, int offset, int length) {
    return length > 0 && parseLeading(bytes, offset, offset + length) == offset + length;
  }

  /// Reads the usual kind of number, sign, digits and a point, as far as it goes.
  ///
  /// @return where the first byte lies that is none of these, or the end; -1 if the number cannot
  ///   be read this way, or is none. [#value] then gives it, unless -1.
  int parseLeading(byte[] bytes, int offset, int end) {
    var at = offset;
    var negative = false;
    if (at < end && (bytes[at] == '-' || bytes[at] == '+')) {
      negative = bytes[at] == '-';
      at++;
    }
    var mantissa = 0L;
    var digits = 0;
    var fraction = -1;
    for (; at < end; at++) {
      var digit = bytes[at] - '0';
      if (digit >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit;
        digits++;
      } else if (bytes[at] == '.' && fraction < 0) {
        fraction = digits;
      } else {
        break;
      }
    }
    // more digits may have overflowed
    if (digits == 0 || digits > MAX_DIGITS || mantissa > MAX_EXACT_MANTISSA) {
      return -1;
    }
    var magnitude = fraction < 0 ? mantissa : mantissa / POWERS_OF_TEN[digits - fraction];
    value = negative ? -magnitude : magnitude;
    return at;
  }

  private boolean parseAny(byte[] bytes, int offset, int length) {
    for (var i = offset; i < offset + length; i++) {
      if (bytes[i] < 0) {
        var ascii = withAsciiDigits(new String(bytes, offset, length, StandardCharsets.UTF_8));
        return parseAscii(ascii, 0, ascii.length);
      }
    }
    return parseAscii(bytes, offset, length);
  }

  private boolean parseAscii(byte[] bytes, int offset, int length) {
    var start = offset;
    var end = offset + length;
    while (start < end && Whitespace.isAscii(bytes[start])) {
      start++;
    }
    while (end > start && Whitespace.isAscii(bytes[end - 1])) {
      end--;
    }
    if (start == end) {
      return false;
    }
    var afterSign = bytes[start] == '-' || bytes[start] == '+' ? start + 1 : start;
    if (isWord(bytes, afterSign, end, "inf") || isWord(bytes, afterSign, end, "infinity")) {
      value = bytes[start] == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      return true;
    }
    if (isWord(bytes, afterSign, end, "nan")) {
      value = Double.NaN;
      return true;
    }
    var underscores = underscoresOfDecimal(bytes, afterSign, end);
    if (underscores < 0) {
      return false;
    }
    if (underscores == 0) {
      value = JavaDoubleParser.parseDouble(bytes, start, end - start);
      return true;
    }
    var text = new String(bytes, start, end - start, StandardCharsets.US_ASCII);
    value = JavaDoubleParser.parseDouble(text.replace("_", ""));
    return true;
  }

  /// Whether the bytes are `digits[.digits][e[sign]digits]` with at least one digit in the mantissa
  /// and single underscores between digits only.
  ///
  /// @return how many underscores, or -1 if the bytes are something else
  private static int underscoresOfDecimal(byte[] bytes, int start, int end) {
    var underscores = 0;
    var mantissaDigits = 0;
    var exponentDigits = 0;
    var point = false;
    var exponent = false;
    for (var i = start; i < end; i++) {
      var b = bytes[i];
      if (b >= '0' && b <= '9') {
        if (exponent) {
          exponentDigits++;
        } else {
          mantissaDigits++;
        }
      } else if (b == '_') {
        if (!isDigitAt(bytes, i - 1, start, end) || !isDigitAt(bytes, i + 1, start, end)) {
          return -1;
        }
        underscores++;
      } else if (b == '.' && !point && !exponent) {
        point = true;
      } else if ((b == 'e' || b == 'E') && !exponent && mantissaDigits > 0) {
        exponent = true;
        if (i + 1 < end && (bytes[i + 1] == '-' || bytes[i + 1] == '+')) {
          i++;
        }
      } else {
        return -1;
      }
    }
    var complete = mantissaDigits > 0 && (!exponent || exponentDigits > 0);
    return complete ? underscores : -1;
  }

  private static boolean isDigitAt(byte[] bytes, int index, int start, int end) {
    return index >= start && index < end && bytes[index] >= '0' && bytes[index] <= '9';
  }

  private static boolean isWord(byte[] bytes, int start, int end, String word) {
    if (end - start != word.length()) {
      return false;
    }
    for (var i = 0; i < word.length(); i++) {
      if ((bytes[start + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Decimal digits of any script become ASCII ones, blanks of any script become spaces.
  private static byte[] withAsciiDigits(String text) {
    var ascii = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
                ascii.append((char) ('0' + Character.digit(c, 10)));
              } else {
                ascii.appendCodePoint(Whitespace.isUnicode(c) ? ' ' : c);
              }
            });
    return ascii.toString().getBytes(StandardCharsets.UTF_8);
  }
}
