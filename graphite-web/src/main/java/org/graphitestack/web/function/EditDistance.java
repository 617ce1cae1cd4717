// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

/// How far two names are from each other: the least number of letters inserted, deleted or
/// replaced; a letter in the other case counts half.
final class EditDistance {

  private EditDistance() {}

  /// Twice the distance, so that it is whole.
  static int between(String a, String b) {
    var above = new int[b.length() + 1];
    for (var column = 0; column <= b.length(); column++) {
      above[column] = 2 * column;
    }
    for (var row = 1; row <= a.length(); row++) {
      var current = new int[b.length() + 1];
      current[0] = 2 * row;
      for (var column = 1; column <= b.length(); column++) {
        var replaced = above[column - 1] + cost(a.charAt(row - 1), b.charAt(column - 1));
        var moved = Math.min(above[column], current[column - 1]) + 2;
        current[column] = Math.min(replaced, moved);
      }
      above = current;
    }
    return above[b.length()];
  }

  private static int cost(char a, char b) {
    if (a == b) {
      return 0;
    }
    return Character.toLowerCase(a) == Character.toLowerCase(b) ? 1 : 2;
  }
}
