// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import java.util.Comparator;

/// The order of names everywhere in Graphite: by code point. The JDK's order of strings is by
/// UTF-16 unit, which differs where surrogates are involved.
public final class PathOrder {

  /// Paths, or any names.
  public static final Comparator<String> PATHS = PathOrder::compare;

  /// Nodes by path, the branch before the leaf.
  public static final Comparator<FoundNode> NODES =
      Comparator.comparing(FoundNode::path, PATHS).thenComparing(FoundNode::leaf);

  private PathOrder() {}

  private static int compare(String a, String b) {
    var common = Math.min(a.length(), b.length());
    for (var i = 0; i < common; i++) {
      var order = compareUnits(a.charAt(i), b.charAt(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /// Compares the first UTF-16 units in which two names differ; surrogates stand for code points
  /// above all others.
  public static int compareUnits(char a, char b) {
    return Integer.compare(rank(a), rank(b));
  }

  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }
}
