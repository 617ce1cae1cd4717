// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import java.util.Arrays;
import org.graphitestack.storage.HeapSize;
import org.jspecify.annotations.Nullable;

/// A sorted run of siblings, leaves or branches. Never changed once made: every change makes
/// another run, so whoever has one reads it without a lock.
final class Run implements Level {

  /// A run that grows beyond this is split: a change copies at most so many entries.
  static final int MAX_SIZE = 256;

  static final Run NO_LEAVES = new Run(new int[0], null);
  static final Run NO_BRANCHES = new Run(new int[0], new Branch[0]);

  private final int[] segments;
  private final Branch @Nullable [] branches;

  /// @param segments numbers in the dictionary, sorted by their texts
  /// @param branches what stands under each, or null if these are leaves
  private Run(int[] segments, Branch @Nullable [] branches) {
    this.segments = segments;
    this.branches = branches;
  }

  @Override
  public int runs() {
    return 1;
  }

  @Override
  public Run run(int index) {
    return this;
  }

  @Override
  public long heapBytes() {
    if (segments.length == 0) {
      return 0; // shared by all
    }
    var bytes = HeapSize.ofObject(8) + HeapSize.ofInts(segments.length);
    if (branches != null) {
      bytes += HeapSize.ofReferences(branches.length);
      for (var branch : branches) {
        bytes += branch.heapBytes();
      }
    }
    return bytes;
  }

  int size() {
    return segments.length;
  }

  int segment(int index) {
    return segments[index];
  }

  boolean hasBranches() {
    return branches != null;
  }

  Branch branch(int index) {
    if (branches == null) {
      throw new IllegalStateException("a run of leaves has no branches");
    }
    return branches[index];
  }

  /// Where a segment stands, or -1.
  int indexOf(int segment) {
    for (var i = 0; i < segments.length; i++) {
      if (segments[i] == segment) {
        return i;
      }
    }
    return -1;
  }

  /// Where a text stands, or -1 - the place where it would stand.
  int find(SegmentDictionary dictionary, String text) {
    var low = 0;
    var high = segments.length - 1;
    while (low <= high) {
      var middle = (low + high) >>> 1;
      var order = dictionary.compare(segments[middle], text, hasBranches());
      if (order < 0) {
        low = middle + 1;
      } else if (order > 0) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -1 - low;
  }

  /// Where those begin that start with `prefix`.
  int findPrefix(SegmentDictionary dictionary, String prefix) {
    var low = 0;
    var high = segments.length;
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (dictionary.compareToPrefix(segments[middle], prefix, hasBranches()) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// This run and one more entry.
  ///
  /// @param branch what stands under it, or null in a run of leaves
  Run with(int index, int segment, @Nullable Branch branch) {
    var more = new int[segments.length + 1];
    System.arraycopy(segments, 0, more, 0, index);
    more[index] = segment;
    System.arraycopy(segments, index, more, index + 1, segments.length - index);
    if (branches == null || branch == null) {
      return new Run(more, null);
    }
    var moreBranches = new Branch[branches.length + 1];
    System.arraycopy(branches, 0, moreBranches, 0, index);
    moreBranches[index] = branch;
    System.arraycopy(branches, index, moreBranches, index + 1, branches.length - index);
    return new Run(more, moreBranches);
  }

  Run without(int index) {
    var fewer = new int[segments.length - 1];
    System.arraycopy(segments, 0, fewer, 0, index);
    System.arraycopy(segments, index + 1, fewer, index, fewer.length - index);
    if (branches == null) {
      return new Run(fewer, null);
    }
    var fewerBranches = new Branch[branches.length - 1];
    System.arraycopy(branches, 0, fewerBranches, 0, index);
    System.arraycopy(branches, index + 1, fewerBranches, index, fewerBranches.length - index);
    return new Run(fewer, fewerBranches);
  }

  /// The entries from `from` to before `to`.
  Run part(int from, int to) {
    return new Run(
        Arrays.copyOfRange(segments, from, to),
        branches == null ? null : Arrays.copyOfRange(branches, from, to));
  }
}
