// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Sizes as people write them: `500000000`, `512M`, `2G`; K, M, G and T are powers of 1024.
final class ByteSize {

  private static final Pattern SIZE = Pattern.compile("(\\d{1,15})\\s*([KMGT]?)B?");
  private static final String UNITS = "KMGT";
  private static final int SHIFT = 10;

  private ByteSize() {}

  /// Reads a size; empty if the text is none, or beyond what a long holds.
  static OptionalLong parse(String text) {
    var size = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!size.matches()) {
      return OptionalLong.empty();
    }
    var unit = size.group(2).isEmpty() ? 0 : UNITS.indexOf(size.group(2)) + 1;
    var count = Long.parseLong(size.group(1));
    var bytes = count << (SHIFT * unit);
    return bytes >> (SHIFT * unit) == count ? OptionalLong.of(bytes) : OptionalLong.empty();
  }
}
