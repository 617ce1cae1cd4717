// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import org.graphitestack.storage.HeapSize;
import org.jspecify.annotations.Nullable;

/// A node with nodes under it. Read without a lock; changed under the index' lock only.
final class Branch {

  private volatile Level leaves = Run.NO_LEAVES;
  private volatile Level branches = Run.NO_BRANCHES;

  Level leaves() {
    return leaves;
  }

  Level branches() {
    return branches;
  }

  @Nullable Branch branch(SegmentDictionary dictionary, String text) {
    var level = branches;
    var run = level.run(Runs.runOf(level, dictionary, text));
    var index = run.find(dictionary, text);
    return index < 0 ? null : run.branch(index);
  }

  boolean hasLeaf(SegmentDictionary dictionary, String text) {
    var level = leaves;
    return level.run(Runs.runOf(level, dictionary, text)).find(dictionary, text) >= 0;
  }

  boolean isEmpty() {
    return isEmpty(leaves) && isEmpty(branches);
  }

  /// Adds a leaf unless it is there.
  boolean addLeaf(SegmentDictionary dictionary, String text) {
    var run = Runs.runOf(leaves, dictionary, text);
    var index = leaves.run(run).find(dictionary, text);
    if (index >= 0) {
      return false;
    }
    leaves = Runs.with(leaves, run, -1 - index, dictionary.intern(text), null);
    return true;
  }

  /// Adds a branch that is not there yet.
  void addBranch(SegmentDictionary dictionary, String text, Branch branch) {
    var run = Runs.runOf(branches, dictionary, text);
    var index = branches.run(run).find(dictionary, text);
    branches = Runs.with(branches, run, -1 - index, dictionary.intern(text), branch);
  }

  /// Removes a leaf if it is there.
  boolean removeLeaf(SegmentDictionary dictionary, String text) {
    var run = Runs.runOf(leaves, dictionary, text);
    var index = leaves.run(run).find(dictionary, text);
    if (index < 0) {
      return false;
    }
    leaves = Runs.without(leaves, run, index);
    return true;
  }

  void removeBranch(SegmentDictionary dictionary, String text) {
    var run = Runs.runOf(branches, dictionary, text);
    var index = branches.run(run).find(dictionary, text);
    branches = Runs.without(branches, run, index);
  }

  /// Bytes on the heap, with all that stands below.
  long heapBytes() {
    return HeapSize.ofObject(8) + leaves.heapBytes() + branches.heapBytes();
  }

  private static boolean isEmpty(Level level) {
    return level.runs() == 1 && level.run(0).size() == 0;
  }
}
