// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The tree of names over one dictionary. Read without a lock; changed by one thread at a time.
final class NameTree {

  private final SegmentDictionary dictionary = new SegmentDictionary();
  private final Branch root = new Branch();

  /// The root and the branches that lead to the last leaf added: the next one often stands beside
  /// it; used by the thread that changes the tree.
  private final List<Branch> way = new ArrayList<>(List.of(root));

  private String lastPath = "";

  SegmentDictionary dictionary() {
    return dictionary;
  }

  Branch root() {
    return root;
  }

  /// Bytes on the heap. Looks at every branch.
  long heapBytes() {
    return dictionary.heapBytes() + root.heapBytes();
  }

  boolean contains(List<String> nodes) {
    var parent = branch(nodes.subList(0, nodes.size() - 1));
    return parent != null && parent.hasLeaf(dictionary, nodes.getLast());
  }

  /// Adds a leaf by its path unless it is there. Branches it needs appear with it, never before it.
  boolean add(String path) {
    var start = keepSharedWay(path);
    lastPath = path;
    for (var dot = path.indexOf('.', start); dot >= 0; dot = path.indexOf('.', start)) {
      var next = way.getLast().branch(dictionary, path.substring(start, dot));
      if (next == null) {
        addBelow(way.getLast(), path.substring(start).split("\\.", -1));
        return true;
      }
      way.add(next);
      start = dot + 1;
    }
    return way.getLast().addLeaf(dictionary, path.substring(start));
  }

  /// Cuts the way to what the last path and this one share.
  ///
  /// @return where the first node of its own begins in the path
  private int keepSharedWay(String path) {
    var start = 0;
    var shared = 1;
    for (var i = 0; i < Math.min(path.length(), lastPath.length()); i++) {
      var c = path.charAt(i);
      if (c != lastPath.charAt(i)) {
        break;
      }
      if (c == '.') {
        start = i + 1;
        shared++;
      }
    }
    way.subList(shared, way.size()).clear();
    return start;
  }

  private void addBelow(Branch at, String[] nodes) {
    var last = nodes.length - 1;
    var below = new Branch();
    below.addLeaf(dictionary, nodes[last]);
    way.add(below);
    var end = way.size();
    for (var i = last - 1; i > 0; i--) {
      var above = new Branch();
      above.addBranch(dictionary, nodes[i], below);
      way.add(end - 1, above);
      below = above;
    }
    at.addBranch(dictionary, nodes[0], below);
  }

  private @Nullable Branch branch(List<String> nodes) {
    var at = root;
    for (var node : nodes) {
      var next = at.branch(dictionary, node);
      if (next == null) {
        return null;
      }
      at = next;
    }
    return at;
  }

  /// Removes a leaf if it is there, and the branches that led to it alone.
  boolean remove(List<String> nodes) {
    forgetWay();
    List<Branch> above = new ArrayList<>(List.of(root));
    for (var node : nodes.subList(0, nodes.size() - 1)) {
      var next = above.getLast().branch(dictionary, node);
      if (next == null) {
        return false;
      }
      above.add(next);
    }
    if (!above.getLast().removeLeaf(dictionary, nodes.getLast())) {
      return false;
    }
    for (var depth = above.size() - 1; depth > 0 && above.get(depth).isEmpty(); depth--) {
      above.get(depth - 1).removeBranch(dictionary, nodes.get(depth - 1));
    }
    return true;
  }

  private void forgetWay() {
    way.subList(1, way.size()).clear();
    lastPath = "";
  }

  /// The paths of all leaves in the order of paths.
  void forEachLeaf(Consumer<String> consumer) {
    forEachLeaf(root, new PathBuffer(dictionary), consumer);
  }

  /// Leaves and branches are merged: a branch counts with the dot that follows it.
  private void forEachLeaf(Branch at, PathBuffer path, Consumer<String> consumer) {
    var length = path.length();
    var leaves = new LevelCursor(at.leaves());
    var branches = new LevelCursor(at.branches());
    while (leaves.valid() || branches.valid()) {
      if (leaves.valid() && (!branches.valid() || isFirst(leaves, branches))) {
        path.append(leaves.segment());
        consumer.accept(path.toString());
        leaves.advance();
      } else {
        path.append(branches.segment());
        path.append('.');
        forEachLeaf(branches.branch(), path, consumer);
        branches.advance();
      }
      path.cut(length);
    }
  }

  private boolean isFirst(LevelCursor leaves, LevelCursor branches) {
    return dictionary.compare(leaves.segment(), dictionary.text(branches.segment()) + '.', false)
        < 0;
  }
}
