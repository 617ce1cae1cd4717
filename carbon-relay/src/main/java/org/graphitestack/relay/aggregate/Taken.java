// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

/// What the stage did with a point.
public enum Taken {
  /// No rule matches the name.
  UNMATCHED,

  /// A rule matches, and no output has the name itself. The point counts as matched even if it was
  /// late or dropped.
  MATCHED,

  /// A rule matches, and one of its outputs has the point's own name: passed on beside the result
  /// it would collide with it.
  MATCHED_ITS_OWN_OUTPUT;

  /// Whether carbon passes the point on beside the results.
  ///
  /// @param forwardAll FORWARD_ALL
  public boolean passesOn(boolean forwardAll) {
    return forwardAll && this != MATCHED_ITS_OWN_OUTPUT;
  }
}
