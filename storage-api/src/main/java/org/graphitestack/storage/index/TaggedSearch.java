// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.PathOrder;
import org.graphitestack.storage.tag.TaggedNames;
import org.graphitestack.storage.tag.TaggedPlace;

/// One find among the places of series with tags, which stand in no tree: a small one is made of
/// each group of them that a pattern may mean, and searched. Who asks for such places looks for a
/// file; dashboards do not. Used by one thread, once.
final class TaggedSearch {

  /// The first node of every such place.
  static final String ROOT = "_tagged";

  private static final int NODES = 4;
  private static final int HASH_DIGITS = 64;
  private static final int GROUP_DIGITS = 3;
  private static final int GROUPS_PER_CHECK = 16;

  private final TaggedNames tagged;
  private final GlobPath pattern;
  private final List<Glob> elements;
  private final int most;
  private final Runnable check;
  private final boolean anyDepth;

  TaggedSearch(TaggedNames tagged, GlobPath pattern, int most, Runnable check) {
    this.tagged = tagged;
    this.pattern = pattern;
    this.elements = pattern.elements();
    this.most = most;
    this.check = check;
    this.anyDepth = elements.stream().anyMatch(Glob.AnyDepth.class::isInstance);
  }

  /// What matches, in the order of nodes.
  NavigableSet<FoundNode> run() {
    var found = new TreeSet<FoundNode>(PathOrder.NODES);
    if (!mayMatch()) {
      return found;
    }
    for (var group = 0; group < TaggedNames.groups() && found.size() < most; group++) {
      if (group % GROUPS_PER_CHECK == 0) {
        check.run();
      }
      if (matches(1, TaggedPlace.digits(group))) {
        found.addAll(search(group));
        if (!anyDepth && elements.size() == 1 && !found.isEmpty()) {
          return found;
        }
      }
    }
    return found;
  }

  private List<FoundNode> search(int group) {
    var tree = new NameTree();
    tagged.forEachPlace(
        group,
        place -> {
          if (matches(2, place.second())) {
            var leaf = anyDepth || elements.size() >= NODES ? place.leaf() : "";
            if (matches(NODES - 1, leaf)) {
              var _ = tree.add(String.join(".", ROOT, place.first(), place.second(), leaf));
            }
          }
        });
    return new TreeSearch(tree.dictionary(), pattern, most, check).run(tree.root());
  }

  /// Whether any place may match, seen without looking at places.
  private boolean mayMatch() {
    if (elements.isEmpty() || (!anyDepth && elements.size() > NODES) || !matches(0, ROOT)) {
      return false;
    }
    if (anyDepth) {
      return true;
    }
    for (var depth = 1; depth < elements.size(); depth++) {
      if (elements.get(depth) instanceof Glob.Exact(var text)) {
        var fits =
            depth < NODES - 1
                ? text.length() == GROUP_DIGITS
                : text.length() == HASH_DIGITS || text.indexOf(';') >= 0;
        if (!fits) {
          return false;
        }
      }
    }
    return true;
  }

  /// Whether the pattern allows a node; with `**` in it any.
  private boolean matches(int depth, String node) {
    if (anyDepth || depth >= elements.size()) {
      return true;
    }
    var codePoints = node.codePoints().toArray();
    return elements.get(depth).matches(codePoints, codePoints.length);
  }
}
