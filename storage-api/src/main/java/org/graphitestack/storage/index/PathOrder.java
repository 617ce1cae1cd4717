// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import java.util.Comparator;
import org.graphitestack.storage.FoundNode;

/// The order of paths everywhere in Graphite: by code point. The JDK's order of strings is by
/// UTF-16 unit, which differs where surrogates are involved.
final class PathOrder {

  /// By path, the branch before the leaf.
  static final Comparator<FoundNode> NODES =
      (a, b) -> {
        var order = compare(a.path(), b.path());
        return order != 0 ? order : Boolean.compare(a.leaf(), b.leaf());
      };

  private PathOrder() {}

  static int compare(String a, String b) {
    var common = Math.min(a.length(), b.length());
    for (var i = 0; i < common; i++) {
      var order = compare(a.charAt(i), b.charAt(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /// Compares the first units in which two texts differ; surrogates stand for code points above all
  /// others.
  static int compare(char a, char b) {
    return Integer.compare(rank(a), rank(b));
  }

  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }
}
