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

  /// Where the last leaf was added, for the next one, which often stands beside it; used by the
  /// thread that changes the tree.
  private @Nullable Branch lastBranch;

  private String lastParent = "";

  SegmentDictionary dictionary() {
    return dictionary;
  }

  Branch root() {
    return root;
  }

  boolean contains(List<String> nodes) {
    var parent = branch(nodes.subList(0, nodes.size() - 1));
    return parent != null && parent.hasLeaf(dictionary, nodes.getLast());
  }

  /// Adds a leaf by its path unless it is there.
  boolean add(String path) {
    var dot = path.lastIndexOf('.');
    if (lastBranch != null && dot == lastParent.length() && path.startsWith(lastParent)) {
      return lastBranch.addLeaf(dictionary, path.substring(dot + 1));
    }
    var nodes = List.of(path.split("\\.", -1));
    var added = add(nodes);
    lastParent = dot < 0 ? "" : path.substring(0, dot);
    lastBranch = dot < 0 ? null : branch(nodes.subList(0, nodes.size() - 1));
    return added;
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

  /// Adds a leaf unless it is there. Branches it needs appear with it, never before it.
  boolean add(List<String> nodes) {
    var last = nodes.size() - 1;
    var at = root;
    for (var depth = 0; depth < last; depth++) {
      var next = at.branch(dictionary, nodes.get(depth));
      if (next == null) {
        var below = new Branch();
        below.addLeaf(dictionary, nodes.get(last));
        for (var i = last - 1; i > depth; i--) {
          var above = new Branch();
          above.addBranch(dictionary, nodes.get(i), below);
          below = above;
        }
        at.addBranch(dictionary, nodes.get(depth), below);
        return true;
      }
      at = next;
    }
    return at.addLeaf(dictionary, nodes.get(last));
  }

  /// Removes a leaf if it is there, and the branches that led to it alone.
  boolean remove(List<String> nodes) {
    lastBranch = null;
    var way = new ArrayList<Branch>();
    way.add(root);
    for (var node : nodes.subList(0, nodes.size() - 1)) {
      var next = way.getLast().branch(dictionary, node);
      if (next == null) {
        return false;
      }
      way.add(next);
    }
    if (!way.getLast().removeLeaf(dictionary, nodes.getLast())) {
      return false;
    }
    for (var depth = way.size() - 1; depth > 0 && way.get(depth).isEmpty(); depth--) {
      way.get(depth - 1).removeBranch(dictionary, nodes.get(depth - 1));
    }
    return true;
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
