// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import org.graphitestack.model.PointBatch;

/// What is known of a stretch of time.
///
/// @param start first interval, epoch seconds
/// @param end the interval after the last
/// @param step seconds from one interval to the next
/// @param points the intervals that were written, ascending
public record KnownPoints(long start, long end, long step, PointBatch points) {

  /// How many intervals the stretch has, known or not.
  public int intervals() {
    return (int) Math.max(0, (end - start) / step);
  }
}
