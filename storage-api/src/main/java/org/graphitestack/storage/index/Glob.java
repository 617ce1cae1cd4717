// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// One element of a pattern, matched against one node. The kinds differ in how the index finds the
/// nodes that match: by looking them up, from a prefix on, or by looking at all.
sealed interface Glob {

  /// Whether a node matches.
  ///
  /// @param codePoints the node's text, from 0 to before `length`
  boolean matches(int[] codePoints, int length);

  /// A text without wildcards.
  record Exact(String text) implements Glob {

    @Override
    public boolean matches(int[] codePoints, int length) {
      var at = 0;
      for (var i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
        if (at == length || codePoints[at++] != text.codePointAt(i)) {
          return false;
        }
      }
      return at == length;
    }
  }

  /// One group of plain texts, such as `web{01,02}`: as many look-ups, however long the list.
  ///
  /// @param texts distinct
  record AnyOf(List<String> texts) implements Glob {

    public AnyOf {
      texts = List.copyOf(new TreeSet<>(texts));
    }

    @Override
    public boolean matches(int[] codePoints, int length) {
      return texts.contains(new String(codePoints, 0, length));
    }
  }

  /// The element `*`.
  record Everything() implements Glob {

    @Override
    public boolean matches(int[] codePoints, int length) {
      return true;
    }
  }

  /// Anything else.
  ///
  /// @param prefix what every match begins with, maybe empty
  record Wildcards(String prefix, GlobMatcher matcher) implements Glob {

    @Override
    public boolean matches(int[] codePoints, int length) {
      return matcher.matches(codePoints, length);
    }
  }

  /// The element `**`: any number of nodes.
  record AnyDepth() implements Glob {

    @Override
    public boolean matches(int[] codePoints, int length) {
      return true;
    }
  }

  /// Reads one element.
  ///
  /// @throws IllegalArgumentException if it is too complex
  static Glob parse(String element) {
    if (element.equals("**")) {
      return new AnyDepth();
    }
    if (!element.isEmpty() && element.chars().allMatch(c -> c == '*')) {
      return new Everything();
    }
    var syntax = GlobSyntax.parse(element);
    var plain = syntax.plainTexts();
    if (plain.isEmpty()) {
      var pieces = GlobPieces.of(syntax);
      return new Wildcards(
          syntax.plainPrefix(), pieces.isPresent() ? pieces.get() : GlobProgram.compile(syntax));
    }
    return plain.size() == 1 ? new Exact(plain.getFirst()) : new AnyOf(new ArrayList<>(plain));
  }
}
