// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache;

import java.util.function.IntPredicate;
import org.graphitestack.protocol.PointSink;
import org.graphitestack.protocol.ReceivedPoints;

/// Hands on those points of a batch that a gate lets through, in a batch that each thread keeps.
/// Thread-safe; allocates nothing for a point.
final class AdmittedPoints {

  private final PointSink inside;
  private final ThreadLocal<ReceivedPoints> batches;

  AdmittedPoints(PointSink inside) {
    this.inside = inside;
    this.batches = ThreadLocal.withInitial(inside::newBatch);
  }

  /// @param admitted asked once for the place of each point, in their order
  void handOn(ReceivedPoints points, IntPredicate admitted) {
    var through = batches.get();
    try {
      for (var i = 0; i < points.size(); i++) {
        if (admitted.test(i)) {
          through.addFrom(points, i);
        }
      }
      if (!through.isEmpty()) {
        inside.accept(through);
      }
    } finally {
      through.clear();
    }
  }
}
