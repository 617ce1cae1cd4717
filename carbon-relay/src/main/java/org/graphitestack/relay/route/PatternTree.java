// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import java.util.List;

/// A regular expression over ASCII, taken apart.
sealed interface PatternTree {

  /// How many characters ASCII has.
  int ASCII = 128;

  /// One character of a set.
  ///
  /// @param low the characters 0 to 63, one bit each
  /// @param high the characters 64 to 127
  record OneOf(long low, long high) implements PatternTree {

    static final OneOf NONE = new OneOf(0, 0);
    static final OneOf ALL = new OneOf(-1L, -1L);

    static OneOf character(int c) {
      return c < Long.SIZE ? new OneOf(1L << c, 0) : new OneOf(0, 1L << (c - Long.SIZE));
    }

    static OneOf range(int first, int last) {
      var set = NONE;
      for (var c = first; c <= last; c++) {
        set = set.or(character(c));
      }
      return set;
    }

    OneOf or(OneOf other) {
      return new OneOf(low | other.low, high | other.high);
    }

    OneOf negated() {
      return new OneOf(~low, ~high);
    }

    boolean has(int c) {
      return (((c < Long.SIZE ? low : high) >>> (c & (Long.SIZE - 1))) & 1) != 0;
    }

    boolean isEmpty() {
      return low == 0 && high == 0;
    }

    /// The set with both cases of every letter in it.
    OneOf inAnyCase() {
      var set = this;
      for (var upper = (int) 'A'; upper <= 'Z'; upper++) {
        var lower = upper + ('a' - 'A');
        if (has(upper) || has(lower)) {
          set = set.or(character(upper)).or(character(lower));
        }
      }
      return set;
    }
  }

  /// One behind the other.
  record Sequence(List<PatternTree> parts) implements PatternTree {}

  /// One or the other.
  record Choice(List<PatternTree> parts) implements PatternTree {}

  /// Again and again.
  ///
  /// @param most [#UNBOUNDED] for any number
  record Repeat(PatternTree part, int least, int most) implements PatternTree {

    static final int UNBOUNDED = -1;
  }

  /// A place in the text.
  enum Anchor implements PatternTree {
    START,
    END
  }
}
