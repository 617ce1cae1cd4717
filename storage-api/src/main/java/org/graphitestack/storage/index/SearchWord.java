// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import java.util.Arrays;

/// One word of a search, compared with one node: the better it fits, the smaller the number.
///
/// | quality | fits |
/// |---|---|
/// | 0 | the node is the word |
/// | 1 | the node begins with it |
/// | 2 | a part of the node begins with it, after a character that is no letter or digit |
/// | 3 | it stands somewhere in the node |
/// | 4 | it stands there with one character too many, missing or another (words of 4 to 63) |
/// | 5 | its characters stand there in this order, the first of them in front |
/// | 15 | it does not fit |
///
/// Upper and lower case are one. Immutable.
final class SearchWord {

  static final int NONE = 15;

  /// Worse than this is not as typed.
  static final int LAST_PLAIN = 3;

  private static final int SHORTEST_WITH_FAULT = 4;
  private static final int LONGEST_WITH_FAULT = 63;

  private final int[] codePoints;

  SearchWord(String text) {
    this.codePoints = text.codePoints().map(Character::toLowerCase).toArray();
  }

  /// @param node the node's text in lower case, from 0 to before `length`
  /// @param fuzzy whether 4 and 5 count
  int quality(int[] node, int length, boolean fuzzy) {
    var best = NONE;
    for (var at = 0; at + codePoints.length <= length; at++) {
      if (standsAt(node, at)) {
        if (at == 0) {
          return length == codePoints.length ? 0 : 1;
        }
        if (!Character.isLetterOrDigit(node[at - 1])) {
          return 2;
        }
        best = LAST_PLAIN;
      }
    }
    if (best != NONE || !fuzzy) {
      return best;
    }
    if (fitsButForOne(node, length)) {
      return 4;
    }
    return inOrder(node, length) ? 5 : NONE;
  }

  private boolean standsAt(int[] node, int at) {
    return Arrays.equals(node, at, at + codePoints.length, codePoints, 0, codePoints.length);
  }

  private boolean inOrder(int[] node, int length) {
    if (length == 0 || node[0] != codePoints[0]) {
      return false;
    }
    var next = 0;
    for (var i = 0; i < length && next < codePoints.length; i++) {
      if (node[i] == codePoints[next]) {
        next++;
      }
    }
    return next == codePoints.length;
  }

  /// Bit `i` of `exact` says that the first `i + 1` characters of the word end here, of `faulty`
  /// that they do with one fault [1].
  ///
  /// [1] Sun Wu, Udi Manber, "Fast Text Searching Allowing Errors", 1992.
  private boolean fitsButForOne(int[] node, int length) {
    if (codePoints.length < SHORTEST_WITH_FAULT || codePoints.length > LONGEST_WITH_FAULT) {
      return false;
    }
    var exact = 0L;
    var faulty = 1L;
    var end = 1L << (codePoints.length - 1);
    for (var i = 0; i < length; i++) {
      var here = 0L;
      for (var j = 0; j < codePoints.length; j++) {
        if (codePoints[j] == node[i]) {
          here |= 1L << j;
        }
      }
      var before = exact;
      exact = (exact << 1 | 1) & here;
      faulty = ((faulty << 1 | 1) & here) | before | (before << 1 | 1) | exact << 1;
      if ((faulty & end) != 0) {
        return true;
      }
    }
    return false;
  }
}
