// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.find;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Decodes `application/x-www-form-urlencoded` text as browsers and Python do: plus is a space,
/// `%XX` a byte of UTF-8. A percent sign that no two hexadecimal digits follow stays as it is, and
/// bytes that are not UTF-8 become U+FFFD; the JDK's decoder throws at the former. It stands here
/// because names of nodes are shown decoded, too; parameters are read with it.
public final class FormDecoder {

  private FormDecoder() {}

  /// The decoded text between two places.
  public static String decode(String text, int from, int to) {
    if (!isEncoded(text, from, to)) {
      return text.substring(from, to);
    }
    var decoded = new StringBuilder(to - from);
    for (var i = from; i < to; ) {
      var c = text.charAt(i);
      if (isEscape(text, i, to)) {
        var bytes = new ByteArrayOutputStream();
        for (; isEscape(text, i, to); i += 3) {
          bytes.write(digit(text.charAt(i + 1)) << 4 | digit(text.charAt(i + 2)));
        }
        decoded.append(bytes.toString(StandardCharsets.UTF_8));
      } else {
        decoded.append(c == '+' ? ' ' : c);
        i++;
      }
    }
    return decoded.toString();
  }

  private static boolean isEncoded(String text, int from, int to) {
    for (var i = from; i < to; i++) {
      if (text.charAt(i) == '%' || text.charAt(i) == '+') {
        return true;
      }
    }
    return false;
  }

  private static boolean isEscape(String text, int at, int to) {
    return at + 2 < to
        && text.charAt(at) == '%'
        && digit(text.charAt(at + 1)) >= 0
        && digit(text.charAt(at + 2)) >= 0;
  }

  private static int digit(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }
}
