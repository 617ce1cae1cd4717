// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.model;

/// One archive's shape: a step and how many slots.
///
/// @param secondsPerPoint the step in seconds, >= 1
/// @param points number of slots, >= 1
public record Retention(int secondsPerPoint, int points) {

  public Retention {
    if (secondsPerPoint < 1) {
      throw new IllegalArgumentException(
          "secondsPerPoint: " + secondsPerPoint + " (expected: >= 1)");
    }
    if (points < 1) {
      throw new IllegalArgumentException("points: " + points + " (expected: >= 1)");
    }
  }

  /// How far back the archive reaches, in seconds.
  public long seconds() {
    return (long) secondsPerPoint * points;
  }
}
