// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.PathOrder;

/// One find: walks the tree along a pattern and collects what matches. A walk is at a set of
/// elements at once: usually one; with `**` several, so that every node is visited at most once.
/// Used by one thread, once.
final class TreeSearch {

  private final SegmentDictionary dictionary;
  private final GlobPath pattern;
  private final int last;
  private final List<FoundNode> found = new ArrayList<>();
  private final StringBuilder path = new StringBuilder();
  private final int[] codePoints = new int[MetricPath.MAX_LENGTH];

  TreeSearch(SegmentDictionary dictionary, GlobPath pattern) {
    this.dictionary = dictionary;
    this.pattern = pattern;
    this.last = pattern.elements().size() - 1;
  }

  /// What matches, sorted by path, the branch before the leaf.
  List<FoundNode> run(Branch root) {
    if (last < 0) {
      return List.of(new FoundNode("", false));
    }
    visit(root, reach(new int[] {0}));
    sort();
    return found;
  }

  private void visit(Branch at, int[] positions) {
    if (positions.length == 1 && !(pattern.elements().get(positions[0]) instanceof Glob.AnyDepth)) {
      visitOne(at, positions[0]);
    } else {
      visitSeveral(at, positions);
    }
  }

  private void visitOne(Branch at, int position) {
    var glob = pattern.elements().get(position);
    switch (glob) {
      case Glob.Exact(var text) -> lookUp(at, text, position);
      case Glob.AnyOf(var texts) -> texts.forEach(text -> lookUp(at, text, position));
      case Glob.Everything _ -> {
        scan(new LevelCursor(at.branches()), glob, "", position, true);
        if (position == last) {
          scan(new LevelCursor(at.leaves()), glob, "", position, false);
        }
      }
      case Glob.Wildcards(var prefix, _) -> {
        scan(LevelCursor.atPrefix(at.branches(), dictionary, prefix), glob, prefix, position, true);
        if (position == last) {
          scan(
              LevelCursor.atPrefix(at.leaves(), dictionary, prefix), glob, prefix, position, false);
        }
      }
      case Glob.AnyDepth _ -> throw new IllegalStateException("has a walk of its own");
    }
  }

  private void lookUp(Branch at, String text, int position) {
    var length = path.length();
    path.append(text);
    var branch = at.branch(dictionary, text);
    if (branch != null) {
      enterBranch(branch, position);
    }
    path.setLength(length + text.length());
    if (position == last && at.hasLeaf(dictionary, text)) {
      addLeaf();
    }
    path.setLength(length);
  }

  private void scan(LevelCursor cursor, Glob glob, String prefix, int position, boolean branches) {
    var length = path.length();
    for (; cursor.valid(); cursor.advance()) {
      var segment = cursor.segment();
      if (!prefix.isEmpty() && !dictionary.startsWith(segment, prefix)) {
        return;
      }
      if (!(glob instanceof Glob.Everything)
          && !glob.matches(codePoints, dictionary.codePoints(segment, codePoints))) {
        continue;
      }
      dictionary.appendTo(path, segment);
      if (branches) {
        enterBranch(cursor.branch(), position);
      } else {
        addLeaf();
      }
      path.setLength(length);
    }
  }

  /// The path so far is a branch that matches the elements up to `position`.
  private void enterBranch(Branch branch, int position) {
    if (position == last) {
      addBranch();
    } else {
      path.append('.');
      visit(branch, reach(new int[] {position + 1}));
    }
  }

  private void visitSeveral(Branch at, int[] positions) {
    var length = path.length();
    for (var cursor = new LevelCursor(at.branches()); cursor.valid(); cursor.advance()) {
      dictionary.appendTo(path, cursor.segment());
      var count = dictionary.codePoints(cursor.segment(), codePoints);
      if (accepts(positions, count)) {
        addBranch();
      }
      var next = reach(advance(positions, count));
      if (next.length > 0) {
        path.append('.');
        visit(cursor.branch(), next);
      }
      path.setLength(length);
    }
    for (var cursor = new LevelCursor(at.leaves()); cursor.valid(); cursor.advance()) {
      if (accepts(positions, dictionary.codePoints(cursor.segment(), codePoints))) {
        dictionary.appendTo(path, cursor.segment());
        addLeaf();
        path.setLength(length);
      }
    }
  }

  /// Whether a walk at these elements ends with the node in `codePoints`.
  private boolean accepts(int[] positions, int count) {
    return positions[positions.length - 1] == last
        && pattern.elements().get(last).matches(codePoints, count);
  }

  /// The elements a walk is at after the node in `codePoints`, ascending.
  private int[] advance(int[] positions, int count) {
    var next = new int[2 * positions.length];
    var size = 0;
    for (var position : positions) {
      var glob = pattern.elements().get(position);
      var stays = glob instanceof Glob.AnyDepth;
      if (stays && (size == 0 || next[size - 1] != position)) {
        next[size++] = position;
      }
      if (!stays && position < last && glob.matches(codePoints, count)) {
        next[size++] = position + 1;
      }
    }
    return Arrays.copyOf(next, size);
  }

  /// Adds the elements that are reached by taking `**` for no node at all.
  private int[] reach(int[] positions) {
    var reached = new TreeSet<Integer>();
    for (var position : positions) {
      reached.add(position);
      if (position < last && pattern.elements().get(position) instanceof Glob.AnyDepth) {
        reached.add(position + 1);
      }
    }
    return reached.size() == positions.length
        ? positions
        : reached.stream().mapToInt(Integer::intValue).toArray();
  }

  private void addBranch() {
    found.add(new FoundNode(pattern.endsWithDot() ? path + "." : path.toString(), false));
  }

  private void addLeaf() {
    if (!pattern.endsWithDot()) {
      found.add(new FoundNode(path.toString(), true));
    }
  }

  /// A walk finds nodes nearly in order; whole paths differ from it where a node holds a character
  /// below the dot.
  private void sort() {
    for (var i = 1; i < found.size(); i++) {
      if (PathOrder.NODES.compare(found.get(i - 1), found.get(i)) > 0) {
        found.sort(PathOrder.NODES);
        return;
      }
    }
  }
}
