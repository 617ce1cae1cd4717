// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

/// What became of the points of one write.
///
/// @param stored written (points that a later one in the same interval overwrote included)
/// @param tooOld left out: no archive reaches back to them
/// @param unrepresentable left out: the timestamp is no unsigned 32-bit number
public record WrittenPoints(int stored, int tooOld, int unrepresentable) {

  static final WrittenPoints NONE = new WrittenPoints(0, 0, 0);

  /// How many were left out.
  public int dropped() {
    return tooOld + unrepresentable;
  }
}
