// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Answers patterns with the branches and leaves of the name tree. Thread-safe.
public interface SeriesFinder {

  /// The nodes a pattern matches, each element of the pattern against one level: `*`, `?`, `[abc]`,
  /// `[a-z]`, `[!x]`, `{a,b}`; an element `**` spans any number of levels. A name that is both
  /// branch and leaf yields both. Sorted by path, the branch before the leaf.
  List<FoundNode> find(String pattern);

  /// At most so many of these nodes, then it stops looking. Which ones is not said, if there are
  /// more; they are sorted all the same.
  default List<FoundNode> find(String pattern, int most) {
    var found = find(pattern);
    return found.size() <= most ? found : found.subList(0, most);
  }

  /// The same for who may lose patience: `check` is run every now and then while it looks, and what
  /// that throws ends it.
  default List<FoundNode> find(String pattern, int most, Runnable check) {
    check.run();
    return find(pattern, most);
  }

  /// Why names may be missing from what is found; empty if all are known.
  default Optional<String> incomplete() {
    return Optional.empty();
  }

  /// A number that changes with what there is to be found; empty if that cannot be told.
  default OptionalLong generation() {
    return OptionalLong.empty();
  }
}
