// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.graphitestack.web.cluster.MissingServers;
import org.graphitestack.web.series.TimeSeries;

/// The series of a request, for those who write the answer. Its memory counts among that of
/// requests in flight until all who share it have closed it.
public final class Rendering implements AutoCloseable {

  private final List<TimeSeries> series;
  private final RenderCost cost;
  private final BudgetMeter meter;
  private final MissingServers missing;
  private final AtomicInteger holders = new AtomicInteger(1);

  Rendering(List<TimeSeries> series, BudgetMeter meter, MissingServers missing) {
    this.series = List.copyOf(series);
    this.cost = meter.cost();
    this.meter = meter;
    this.missing = missing;
  }

  /// The series of all targets, in their order.
  public List<TimeSeries> series() {
    return series;
  }

  /// Servers of the cluster whose part the series lack.
  public MissingServers missing() {
    return missing;
  }

  public RenderCost cost() {
    return cost;
  }

  /// One more holder, added by one that has not closed it yet.
  void share() {
    holders.incrementAndGet();
  }

  @Override
  public void close() {
    if (holders.decrementAndGet() == 0) {
      meter.close();
    }
  }
}
