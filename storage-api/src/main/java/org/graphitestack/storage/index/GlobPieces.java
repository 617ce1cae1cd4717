// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// An element of plain pieces with `*` between them, such as `web*` or `*01*cpu`: the first piece
/// stands at the beginning, the last at the end, and each other at the first place after the one
/// before it. Most patterns are of this kind, and this is several times quicker than a
/// [GlobProgram]. Immutable.
final class GlobPieces implements GlobMatcher {

  private final int[] first;
  private final int[][] middle;
  private final int[] last;
  private final int units;

  private GlobPieces(List<int[]> pieces) {
    this.first = pieces.getFirst();
    this.middle = pieces.subList(1, pieces.size() - 1).toArray(int[][]::new);
    this.last = pieces.getLast();
    this.units = pieces.stream().mapToInt(piece -> piece.length).sum();
  }

  /// The pieces of an element, if it has at least one `*` and else only plain text.
  static Optional<GlobPieces> of(GlobSyntax syntax) {
    var pieces = new ArrayList<int[]>();
    var piece = new int[syntax.parts().size()];
    var length = 0;
    for (var part : syntax.parts()) {
      switch (part) {
        case GlobSyntax.Plain(var codePoint) -> piece[length++] = codePoint;
        case GlobSyntax.AnyText _ -> {
          pieces.add(Arrays.copyOf(piece, length));
          length = 0;
        }
        case GlobSyntax.AnyOne _, GlobSyntax.OneOf _, GlobSyntax.Group _ -> {
          return Optional.empty();
        }
      }
    }
    pieces.add(Arrays.copyOf(piece, length));
    return pieces.size() > 1 ? Optional.of(new GlobPieces(pieces)) : Optional.empty();
  }

  @Override
  public boolean matches(int[] codePoints, int length) {
    if (length < units
        || !standsAt(first, codePoints, 0)
        || !standsAt(last, codePoints, length - last.length)) {
      return false;
    }
    var at = first.length;
    var end = length - last.length;
    for (var piece : middle) {
      while (at + piece.length <= end && !standsAt(piece, codePoints, at)) {
        at++;
      }
      at += piece.length;
      if (at > end) {
        return false;
      }
    }
    return true;
  }

  private static boolean standsAt(int[] piece, int[] codePoints, int at) {
    for (var i = 0; i < piece.length; i++) {
      if (codePoints[at + i] != piece[i]) {
        return false;
      }
    }
    return true;
  }
}
