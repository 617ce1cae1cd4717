// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import java.util.List;

/// Answers patterns with the branches and leaves of the name tree. Thread-safe.
public interface SeriesFinder {

  /// The nodes a pattern matches, each element of the pattern against one level: `*`, `?`, `[abc]`,
  /// `[a-z]`, `[!x]`, `{a,b}`; an element `**` spans any number of levels. A name that is both
  /// branch and leaf yields both. Sorted by path, the branch before the leaf.
  List<FoundNode> find(String pattern);
}
