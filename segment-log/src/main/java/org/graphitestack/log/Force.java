// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.time.Duration;

/// When appended bytes are forced from the page cache to the disk. Whatever is chosen, bytes
/// survive the death of the process; the choice is about the death of the machine.
public sealed interface Force {
  /// The kernel decides; after a power loss its last half minute may be gone.
  record Never() implements Force {}

  /// [SegmentLog#maintain] forces once per period; after a power loss at most the period is gone.
  record Interval(Duration period) implements Force {
    public Interval {
      if (period.isNegative() || period.isZero()) {
        throw new IllegalArgumentException("force interval: " + period + " (expected: > 0)");
      }
    }
  }

  /// An append returns after the disk has its bytes. Appends that wait together share one force.
  record EveryBatch() implements Force {}

  static Force never() {
    return new Never();
  }

  static Force interval(Duration period) {
    return new Interval(period);
  }

  static Force everyBatch() {
    return new EveryBatch();
  }
}
