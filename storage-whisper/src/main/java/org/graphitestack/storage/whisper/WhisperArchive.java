// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

/// One archive as the header describes it: a ring of slots of 12 bytes. The numbers are unsigned
/// 32-bit in the file and taken as they stand, sensible or not.
///
/// @param offset byte at which slot 0 begins
/// @param secondsPerPoint the step in seconds
/// @param points number of slots
public record WhisperArchive(long offset, long secondsPerPoint, long points) {

  /// How far back the archive reaches, in seconds.
  public long retention() {
    return secondsPerPoint * points;
  }

  /// Bytes of its slots.
  public long size() {
    return points * HeaderFormat.SLOT_SIZE;
  }

  /// The byte after its last slot.
  public long end() {
    return offset + size();
  }

  /// Start of the interval that a timestamp falls into.
  long align(long timestamp) {
    return timestamp - Math.floorMod(timestamp, secondsPerPoint);
  }

  /// Whether anything can be kept in it; a damaged header may say zero points or a step of zero.
  boolean usable() {
    return points > 0 && secondsPerPoint > 0;
  }
}
