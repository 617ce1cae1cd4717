// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.bookmark;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// An address below this server's root, and the number it has.
///
/// @param target path and query without a leading slash, so that it can name no other server
public record ShortLink(long id, String target) {

  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnopqrstuvwxyz";
  private static final int LONGEST_KEY = 10;
  private static final int LONGEST_TARGET = 256 << 10;
  private static final Pattern PASSING = Pattern.compile("&_(uniq|salt|dc)=[0-9.]+");
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /// An address as links keep it: without slashes at its beginning and the parameters that only
  /// pass by caches; characters an address must not have are written as % codes.
  ///
  /// @throws IllegalArgumentException if it is too long
  public static String kept(String address) {
    var target = PASSING.matcher(address).replaceAll("").replaceFirst("^[/\\\\\\s]+", "");
    if (target.length() > LONGEST_TARGET) {
      throw new IllegalArgumentException(
          "link: " + target.length() + " characters (expected: at most " + LONGEST_TARGET + ")");
    }
    var written = new StringBuilder();
    target
        .codePoints()
        .forEach(
            point -> {
              if (point > ' ' && point < 127 && "\"<>\\^`{|}".indexOf(point) < 0) {
                written.appendCodePoint(point);
              } else {
                for (var code : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                  written.append('%').append(HEX.toHexDigits(code));
                }
              }
            });
    return written.toString();
  }

  /// The number in base 62, with A for 0.
  public String key() {
    var key = new StringBuilder();
    var rest = id;
    do {
      key.insert(0, DIGITS.charAt((int) (rest % DIGITS.length())));
      rest /= DIGITS.length();
    } while (rest > 0);
    return key.toString();
  }

  /// The number a key stands for, if it is one.
  public static OptionalLong idOf(String key) {
    var id = 0L;
    for (var i = 0; i < key.length(); i++) {
      var digit = DIGITS.indexOf(key.charAt(i));
      if (digit < 0) {
        return OptionalLong.empty();
      }
      id = id * DIGITS.length() + digit;
    }
    return key.isEmpty() || key.length() > LONGEST_KEY ? OptionalLong.empty() : OptionalLong.of(id);
  }
}
