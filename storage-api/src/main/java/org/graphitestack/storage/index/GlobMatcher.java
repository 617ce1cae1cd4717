// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

/// Says whether the text of a node matches an element of a pattern.
@FunctionalInterface
interface GlobMatcher {

  /// @param codePoints the node's text, from 0 to before `length`
  boolean matches(int[] codePoints, int length);
}
