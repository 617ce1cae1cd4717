// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

/// The leaves, or the branches, directly under one branch, in the order of their paths: one [Run],
/// or [Runs] of them if there are many. Empty ones do not occur within `Runs`.
sealed interface Level permits Run, Runs {

  int runs();

  /// Bytes on the heap, with all that stands below.
  long heapBytes();

  Run run(int index);
}
