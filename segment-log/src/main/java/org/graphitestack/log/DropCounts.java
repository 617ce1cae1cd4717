// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.util.EnumMap;
import java.util.Map;

/// Dropped points by reason. Guarded by the log's lock.
final class DropCounts {
  private final Map<DropReason, Long> points = new EnumMap<>(DropReason.class);

  void add(DropReason reason, long dropped) {
    points.merge(reason, dropped, Long::sum);
  }

  Map<DropReason, Long> copy() {
    return Map.copyOf(points);
  }
}
