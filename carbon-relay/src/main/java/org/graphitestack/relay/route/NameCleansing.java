// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import java.util.BitSet;

/// How carbon-c-relay tidies names: a run of dots becomes one, dots at the ends go, and any byte
/// that is neither an ASCII letter or digit nor allowed becomes `_`. Tags are left alone, unless
/// `;` is among the allowed characters: then they count as part of the name.
///
/// @param allowed its `-c`: characters allowed beside letters, digits and dots
public record NameCleansing(String allowed) {

  /// Carbon-c-relay's own choice.
  public static final NameCleansing DEFAULT = new NameCleansing("-_:#");

  public NameCleansing {
    if (allowed.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
      throw new IllegalArgumentException(
          "allowed characters: \"" + allowed + "\" (expected: ASCII without blanks)");
    }
  }

  /// Where what is cleansed ends: at the tags, or at the end.
  int end(byte[] name, int offset, int length) {
    if (allowed.indexOf(';') < 0) {
      for (var i = offset; i < offset + length; i++) {
        if (name[i] == ';') {
          return i;
        }
      }
    }
    return offset + length;
  }

  /// Which bytes stay.
  BitSet kept() {
    var kept = new BitSet(Byte.MAX_VALUE);
    kept.set('0', '9' + 1);
    kept.set('a', 'z' + 1);
    kept.set('A', 'Z' + 1);
    kept.set('.');
    allowed.chars().forEach(kept::set);
    return kept;
  }
}
