// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A pattern that stands for the nodes it matches and for everything below them, as people name
/// parts of a tree: `servers.web*` is `servers.web01` and `servers.web01.cpu.user`. Elements are
/// those of a find. Immutable; two of the same text are equal.
public final class SubtreePattern {

  /// More elements `**` than this make matching slow.
  private static final int MOST_ANY_DEPTH = 3;

  private static final String BELOW = ".**";

  private final String text;
  private final List<String> elements;
  private final List<Glob> globs;

  private SubtreePattern(String text, List<String> elements, List<Glob> globs) {
    this.text = text;
    this.elements = List.copyOf(elements);
    this.globs = List.copyOf(globs);
  }

  /// Reads a pattern.
  ///
  /// @throws IllegalArgumentException if it has no elements, or is too complex
  public static SubtreePattern parse(String text) {
    var elements = new ArrayList<String>();
    var globs = new ArrayList<Glob>();
    for (var element : text.split("\\.", -1)) {
      if (element.isBlank() || element.indexOf(';') >= 0) {
        throw new IllegalArgumentException(
            "'" + text + "' (expected: nodes with dots between, such as servers.web*.cpu)");
      }
      elements.add(element);
      globs.add(Glob.parse(element));
    }
    if (globs.stream().filter(Glob.AnyDepth.class::isInstance).count() > MOST_ANY_DEPTH) {
      throw new IllegalArgumentException(
          "'" + text + "': more than " + MOST_ANY_DEPTH + " times ** (expected: fewer)");
    }
    return new SubtreePattern(text, elements, globs);
  }

  /// Whether a path is one of the nodes, or below one.
  public boolean covers(String path) {
    return after(path).contains(globs.size());
  }

  /// The patterns that together find every node that is covered and lies at or below another; none
  /// if there can be no such.
  ///
  /// @param branch path of the other, as it is
  public List<String> below(String branch) {
    var reached = after(branch);
    var literal = escaped(branch);
    if (reached.contains(globs.size())) {
      return List.of(literal + BELOW);
    }
    return reached.stream()
        .map(element -> String.join(".", elements.subList(element, elements.size())))
        .map(
            rest -> rest.endsWith(BELOW) ? rest.substring(0, rest.length() - BELOW.length()) : rest)
        .map(rest -> literal + "." + rest)
        // the last element of a find stands for at least one node
        .flatMap(pattern -> Stream.of(pattern, pattern + BELOW))
        .toList();
  }

  /// The elements that may come next after a path, each by its number; the number of elements if
  /// the path is covered.
  private Set<Integer> after(String path) {
    Set<Integer> reached = new TreeSet<>();
    reach(0, reached);
    for (var node : path.split("\\.", -1)) {
      if (reached.contains(globs.size())) {
        break;
      }
      var codePoints = node.codePoints().toArray();
      Set<Integer> next = new TreeSet<>();
      for (int element : reached) {
        var glob = globs.get(element);
        if (glob instanceof Glob.AnyDepth) {
          reach(element, next);
        } else if (glob.matches(codePoints, codePoints.length)) {
          reach(element + 1, next);
        }
      }
      reached = next;
    }
    return reached;
  }

  /// An element for any number of nodes may stand for none.
  private void reach(int element, Set<Integer> reached) {
    reached.add(element);
    if (element < globs.size() && globs.get(element) instanceof Glob.AnyDepth) {
      reach(element + 1, reached);
    }
  }

  private static String escaped(String path) {
    return path.replaceAll("[\\\\*?\\[\\]{},]", "\\\\$0");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SubtreePattern that && that.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
