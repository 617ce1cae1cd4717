// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

/// One entry of a node's `retentions`. Unlike whisper's, neighbours may fit together or not.
///
/// @param step seconds per point, >= 1
/// @param points how many are kept, >= 1
public record NodeArchive(int step, long points) {

  public NodeArchive {
    if (step < 1 || points < 1) {
      throw new IllegalArgumentException(
          "retention: [" + step + ", " + points + "] (expected: two numbers >= 1)");
    }
  }

  long seconds() {
    return step * points;
  }
}
