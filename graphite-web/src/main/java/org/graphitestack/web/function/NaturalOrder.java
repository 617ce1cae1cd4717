// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.Comparator;

/// Orders of names.
final class NaturalOrder {

  /// By code points, as Python compares texts.
  static final Comparator<String> CODE_POINTS =
      (a, b) -> {
        var length = Math.min(a.length(), b.length());
        for (var i = 0; i < length; i++) {
          if (a.charAt(i) != b.charAt(i)) {
            return Integer.compare(a.codePointAt(i), b.codePointAt(i));
          }
        }
        return Integer.compare(a.length(), b.length());
      };

  private static final int WIDTH = 10;

  private NaturalOrder() {}

  /// The name with each run of digits padded to ten, so that 9 comes before 10.
  static String key(String name) {
    var key = new StringBuilder();
    for (var i = 0; i < name.length(); ) {
      var end = i;
      while (end < name.length() && Character.isDigit(name.charAt(end))) {
        end++;
      }
      if (end > i) {
        key.repeat('0', Math.max(0, WIDTH - (end - i))).append(name, i, end);
        i = end;
      } else {
        key.append(name.charAt(i++));
      }
    }
    return key.toString();
  }
}
