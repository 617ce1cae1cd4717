// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.tag;

import java.util.Locale;
import java.util.function.Supplier;

/// Where storage has a series with tags: under `_tagged`, two nodes of three hexadecimal digits and
/// a leaf, which is made only for those who want it.
public final class TaggedPlace {

  private final int hash;
  private final Supplier<String> leaf;

  /// @param hash the first four bytes of the SHA-256 of the name
  TaggedPlace(int hash, Supplier<String> leaf) {
    this.hash = hash;
    this.leaf = leaf;
  }

  /// The node below `_tagged`.
  public String first() {
    return digits(hash >>> 20);
  }

  /// The node below that.
  public String second() {
    return digits(hash >>> 8 & 0xfff);
  }

  /// The last node. Only while places are passed on.
  public String leaf() {
    return leaf.get();
  }

  /// Three hexadecimal digits.
  public static String digits(int number) {
    return String.format(Locale.ROOT, "%03x", number);
  }
}
