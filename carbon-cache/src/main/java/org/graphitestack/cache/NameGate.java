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
  private final ThreadLocal<ReceivedPoints> admitted = ThreadLocal.withInitial(this::emptyBatch);
  private volatile NameFilter filter;

  NameGate(NameFilter filter, PointSink inside, CacheLedger ledger) {
    this.filter = filter;
    this.inside = inside;
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
    var through = admitted.get();
    try {
      for (var i = 0; i < points.size(); i++) {
        switch (judge.verdict(points.bytes(), points.nameOffset(i), points.nameLength(i))) {
          case ADMITTED -> through.addFrom(points, i);
          case BLACKLISTED -> ledger.countBlacklisted();
          case NOT_WHITELISTED -> ledger.countNotWhitelisted();
        }
      }
      if (!through.isEmpty()) {
        inside.accept(through);
      }
    } finally {
      through.clear();
    }
  }

  private ReceivedPoints emptyBatch() {
    return inside.wantsLines() ? ReceivedPoints.keepingLines() : new ReceivedPoints();
  }

  @Override
  public void whenDurable(Runnable then) {
    inside.whenDurable(then);
  }

  @Override
  public boolean wantsLines() {
    return inside.wantsLines();
  }
}
