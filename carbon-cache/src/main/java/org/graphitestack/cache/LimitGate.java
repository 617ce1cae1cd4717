// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache;

import java.util.BitSet;
import org.graphitestack.cache.memory.LimitJudge;
import org.graphitestack.protocol.PointSink;
import org.graphitestack.protocol.ReceivedPoints;

/// Lets through the points that are within the limits. It stands before the journal, so that what
/// is refused takes no room there and does not come back from it. Thread-safe; allocates nothing
/// for points whose names are known, and costs nothing where there are no limits.
final class LimitGate implements PointSink {

  private final LimitJudge judge;
  private final PointSink inside;
  private final AdmittedPoints admitted;
  private final ThreadLocal<BitSet> refusals = ThreadLocal.withInitial(BitSet::new);

  LimitGate(LimitJudge judge, PointSink inside) {
    this.judge = judge;
    this.inside = inside;
    this.admitted = new AdmittedPoints(inside);
  }

  @Override
  public void accept(ReceivedPoints points) {
    if (!judge.limited()) {
      inside.accept(points);
      return;
    }
    var refused = refusals.get();
    refused.clear();
    judge.judge(points, refused);
    if (refused.isEmpty()) {
      inside.accept(points);
      return;
    }
    admitted.handOn(points, i -> !refused.get(i));
  }

  @Override
  public void whenDurable(Runnable then) {
    inside.whenDurable(then);
  }

  @Override
  public ReceivedPoints newBatch() {
    return inside.newBatch();
  }
}
