// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.PathOrder;
import org.jspecify.annotations.Nullable;

/// One find: walks the tree along a pattern and collects what matches. A walk is at a set of
/// elements at once: usually one; with `**` several, so that every node is visited at most once.
/// Used by one thread, once.
final class TreeSearch {

  /// The same order as [PathOrder#NODES] where there are no surrogates, and several times quicker.
  private static final Comparator<FoundNode> BASIC_PLANE_ORDER =
      (a, b) -> {
        var order = a.path().compareTo(b.path());
        return order != 0 ? order : Boolean.compare(a.leaf(), b.leaf());
      };

  /// Nodes looked at from one check to the next, a power of two.
  private static final int NODES_PER_CHECK = 4096;

  private static final int ANSWERS_KEPT = 256;

  private final SegmentDictionary dictionary;
  private final GlobPath pattern;
  private final int last;
  private final int most;
  private final Runnable check;
  private final List<FoundNode> found = new ArrayList<>();
  private final PathBuffer path;

  /// For each element that is a plain text its number in the dictionary, once it was found: nodes
  /// with few siblings are then looked up by number.
  private final int[] known;

  /// For each element with wildcards what it said of numbers it was asked for, by their low bits: a
  /// node that many branches have is compared once. Number and answer in one.
  private final int @Nullable [][] answers;

  private int[] codePoints = new int[64];
  private int looked;

  /// @param most nodes after which it stops looking
  /// @param check run once for some thousand nodes that are looked at; may throw
  TreeSearch(SegmentDictionary dictionary, GlobPath pattern, int most, Runnable check) {
    this.dictionary = dictionary;
    this.pattern = pattern;
    this.most = most;
    this.check = check;
    this.last = pattern.elements().size() - 1;
    this.path = new PathBuffer(dictionary);
    this.known = new int[pattern.elements().size()];
    Arrays.fill(known, -1);
    this.answers = new int[pattern.elements().size()][];
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
      case Glob.Exact(var text) -> lookUpKnown(at, text, position);
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

  private void lookUpKnown(Branch at, String text, int position) {
    var branches = at.branches();
    var leaves = at.leaves();
    if (known[position] < 0) {
      known[position] = segmentOf(branches, leaves, text);
    }
    if (known[position] < 0 || branches.runs() > 1 || leaves.runs() > 1) {
      lookUp(at, text, position);
      return;
    }
    var length = path.length();
    path.append(text);
    var branch = branches.run(0).indexOf(known[position]);
    if (branch >= 0) {
      enterBranch(branches.run(0).branch(branch), position);
      path.cut(length + text.length());
    }
    if (position == last && leaves.run(0).indexOf(known[position]) >= 0) {
      addLeaf();
    }
    path.cut(length);
  }

  /// The number of a text that stands at one of two levels, else -1.
  private int segmentOf(Level branches, Level leaves, String text) {
    for (var level : List.of(branches, leaves)) {
      var run = level.run(Runs.runOf(level, dictionary, text));
      var index = run.find(dictionary, text);
      if (index >= 0) {
        return run.segment(index);
      }
    }
    return -1;
  }

  private void lookUp(Branch at, String text, int position) {
    var length = path.length();
    path.append(text);
    var branch = at.branch(dictionary, text);
    if (branch != null) {
      enterBranch(branch, position);
      path.cut(length + text.length());
    }
    if (position == last && at.hasLeaf(dictionary, text)) {
      addLeaf();
    }
    path.cut(length);
  }

  private void scan(LevelCursor cursor, Glob glob, String prefix, int position, boolean branches) {
    var length = path.length();
    for (; cursor.valid() && found.size() < most; cursor.advance()) {
      look();
      var segment = cursor.segment();
      if (!prefix.isEmpty() && !dictionary.startsWith(segment, prefix)) {
        return;
      }
      if (!(glob instanceof Glob.Everything) && !matches(glob, segment, position)) {
        continue;
      }
      path.append(segment);
      if (branches) {
        enterBranch(cursor.branch(), position);
      } else {
        addLeaf();
      }
      path.cut(length);
    }
  }

  /// The path so far is a branch that matches the elements up to `position`.
  private void enterBranch(Branch branch, int position) {
    if (position == last) {
      addBranch();
    } else {
      path.append('.');
      if (pattern.elements().get(position + 1) instanceof Glob.AnyDepth) {
        visitSeveral(branch, reach(new int[] {position + 1}));
      } else {
        visitOne(branch, position + 1);
      }
    }
  }

  private void visitSeveral(Branch at, int[] positions) {
    var length = path.length();
    for (var cursor = new LevelCursor(at.branches());
        cursor.valid() && found.size() < most;
        cursor.advance()) {
      look();
      path.append(cursor.segment());
      var count = decode(cursor.segment());
      if (accepts(positions, count)) {
        addBranch();
      }
      var next = reach(advance(positions, count));
      if (next.length > 0) {
        path.append('.');
        visit(cursor.branch(), next);
      }
      path.cut(length);
    }
    for (var cursor = new LevelCursor(at.leaves());
        cursor.valid() && found.size() < most;
        cursor.advance()) {
      look();
      if (accepts(positions, decode(cursor.segment()))) {
        path.append(cursor.segment());
        addLeaf();
        path.cut(length);
      }
    }
  }

  private void look() {
    looked++;
    if ((looked & (NODES_PER_CHECK - 1)) == 0) {
      check.run();
    }
  }

  private boolean matches(Glob glob, int segment, int position) {
    var kept = answers[position];
    if (kept == null) {
      kept = new int[ANSWERS_KEPT];
      answers[position] = kept;
    }
    var place = segment & (ANSWERS_KEPT - 1);
    var question = (segment + 1) << 1;
    if ((kept[place] & ~1) == question) {
      return kept[place] != question;
    }
    // decode first: it may replace the array
    var count = decode(segment);
    var matches = glob.matches(codePoints, count);
    kept[place] = matches ? question | 1 : question;
    return matches;
  }

  /// Puts a text into `codePoints`.
  ///
  /// @return how many
  private int decode(int segment) {
    if (dictionary.length(segment) > codePoints.length) {
      codePoints = new int[2 * dictionary.length(segment)];
    }
    return dictionary.codePoints(segment, codePoints);
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
    if (found.size() >= most) {
      return;
    }
    found.add(
        new FoundNode(pattern.endsWithDot() ? path.toString() + '.' : path.toString(), false));
  }

  private void addLeaf() {
    if (!pattern.endsWithDot() && found.size() < most) {
      found.add(new FoundNode(path.toString(), true));
    }
  }

  /// A walk finds nodes nearly in order; whole paths differ from it where a node holds a character
  /// below the dot.
  private void sort() {
    var order = dictionary.hasSurrogates() ? PathOrder.NODES : BASIC_PLANE_ORDER;
    for (var i = 1; i < found.size(); i++) {
      if (order.compare(found.get(i - 1), found.get(i)) > 0) {
        found.sort(order);
        return;
      }
    }
  }
}
