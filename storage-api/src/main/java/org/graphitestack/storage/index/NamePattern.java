// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

/// Patterns of the index for those who have a name and no index.
public final class NamePattern {

  private NamePattern() {}

  /// Whether a name matches a pattern as the index understands it; a pattern that is too complex
  /// matches nothing.
  public static boolean matches(String pattern, String name) {
    try {
      var elements = GlobPath.parse(pattern).elements();
      var nodes = name.split("\\.", -1);
      var numbers = new int[nodes.length][];
      for (var i = 0; i < nodes.length; i++) {
        numbers[i] = nodes[i].codePoints().toArray();
      }
      return matches(elements.toArray(Glob[]::new), 0, numbers, 0);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static boolean matches(Glob[] elements, int element, int[][] nodes, int node) {
    if (element == elements.length) {
      return node == nodes.length;
    }
    if (elements[element] instanceof Glob.AnyDepth) {
      for (var next = node; next <= nodes.length; next++) {
        if (matches(elements, element + 1, nodes, next)) {
          return true;
        }
      }
      return false;
    }
    return node < nodes.length
        && elements[element].matches(nodes[node], nodes[node].length)
        && matches(elements, element + 1, nodes, node + 1);
  }
}
