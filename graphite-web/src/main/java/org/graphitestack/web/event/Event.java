// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.event;

/// An event that is kept.
///
/// @param id its number, never used again
public record Event(long id, EventText text) {

  /// Epoch seconds of its start.
  public long startSecond() {
    return second(text.starts());
  }

  /// Epoch seconds of its end; of its start if it is a moment.
  public long endSecond() {
    return second(text.ends().orElse(text.starts()));
  }

  private static long second(long micros) {
    return Math.floorDiv(micros, 1_000_000L);
  }
}
