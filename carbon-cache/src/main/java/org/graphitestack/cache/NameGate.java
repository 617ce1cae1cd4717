// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache;

import org.graphitestack.cache.ledger.CacheLedger;
import org.graphitestack.protocol.PointSink;
import org.graphitestack.protocol.ReceivedPoints;

/// Lets through the points whose names a filter admits; counts the others. Thread-safe.
final class NameGate implements PointSink {

  private final PointSink inside;
  private final CacheLedger ledger;
  private final AdmittedPoints admitted;
  private volatile NameFilter filter;

  NameGate(NameFilter filter, PointSink inside, CacheLedger ledger) {
    this.filter = filter;
    this.inside = inside;
    this.admitted = new AdmittedPoints(inside);
    this.ledger = ledger;
  }

  void filter(NameFilter other) {
    filter = other;
  }

  @Override
  public void accept(ReceivedPoints points) {
    var judge = filter;
    if (judge.equals(NameFilter.ALL)) {
      inside.accept(points);
      return;
    }
    admitted.handOn(points, i -> admits(judge, points, i));
  }

  private boolean admits(NameFilter judge, ReceivedPoints points, int i) {
    switch (judge.verdict(points.bytes(), points.nameOffset(i), points.nameLength(i))) {
      case ADMITTED -> {
        return true;
      }
      case BLACKLISTED -> ledger.countBlacklisted();
      case NOT_WHITELISTED -> ledger.countNotWhitelisted();
    }
    return false;
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
