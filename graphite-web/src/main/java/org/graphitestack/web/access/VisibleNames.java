// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.access;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.SeriesFinder;

/// The nodes of another finder that someone sees: leaves the rules show, and branches above such
/// leaves. Thread-safe.
///
/// The other finder may keep what it found for everyone; what is hidden is left out on the way.
public final class VisibleNames implements SeriesFinder {

  /// Hidden nodes count as well while it looks; a pattern that matches more is refused.
  private static final int MOST_LOOKED_AT = 500_000;

  /// Leaves below a branch that are looked at first, then more, then all.
  private static final List<Integer> PORTIONS = List.of(50, 5_000, MOST_LOOKED_AT);

  private final SeriesFinder finder;
  private final Visibility sees;

  private VisibleNames(SeriesFinder finder, Visibility sees) {
    this.finder = finder;
    this.sees = sees;
  }

  /// The finder itself for someone who sees everything.
  public static SeriesFinder of(SeriesFinder finder, Visibility sees) {
    return sees.all() ? finder : new VisibleNames(finder, sees);
  }

  @Override
  public List<FoundNode> find(String pattern) {
    return find(pattern, Integer.MAX_VALUE);
  }

  @Override
  public List<FoundNode> find(String pattern, int most) {
    return find(pattern, most, () -> {});
  }

  /// @throws IllegalArgumentException if the pattern matches too many nodes, or is too complex
  @Override
  public List<FoundNode> find(String pattern, int most, Runnable check) {
    var visible = new ArrayList<FoundNode>();
    for (var node : all(pattern, check)) {
      if (visible.size() >= most) {
        break;
      }
      if (node.leaf() ? sees.sees(node.path()) : seesBelow(node.path(), check)) {
        visible.add(node);
      }
    }
    return visible;
  }

  private List<FoundNode> all(String pattern, Runnable check) {
    var found = finder.find(pattern, MOST_LOOKED_AT + 1, check);
    if (found.size() > MOST_LOOKED_AT) {
      throw new IllegalArgumentException(
          "more than "
              + MOST_LOOKED_AT
              + " nodes to look at (expected: a narrower pattern) in "
              + pattern);
    }
    check.run();
    return found;
  }

  private boolean seesBelow(String branch, Runnable check) {
    check.run();
    var path = branch.endsWith(".") ? branch.substring(0, branch.length() - 1) : branch;
    if (sees.hidesAllBelow(path)) {
      return false;
    }
    return sees.below(path).stream().anyMatch(pattern -> seesAny(pattern, path, check));
  }

  private boolean seesAny(String pattern, String branch, Runnable check) {
    for (var portion : PORTIONS) {
      var found = finder.find(pattern, portion, check);
      if (found.stream().anyMatch(node -> isSeenLeafBelow(branch, node))) {
        return true;
      }
      if (found.size() < portion) {
        return false;
      }
    }
    return false;
  }

  /// The series below a branch that are seen, at most so many.
  Set<String> leavesBelow(String branch, int most, Runnable check) {
    var leaves = new HashSet<String>();
    for (var pattern : sees.below(branch)) {
      for (var node : all(pattern, check)) {
        if (leaves.size() < most && isSeenLeafBelow(branch, node)) {
          leaves.add(node.path());
        }
      }
    }
    return leaves;
  }

  /// A name that is a branch may be that of a series too.
  private boolean isSeenLeafBelow(String branch, FoundNode node) {
    return node.leaf() && node.path().startsWith(branch + ".") && sees.sees(node.path());
  }
}
