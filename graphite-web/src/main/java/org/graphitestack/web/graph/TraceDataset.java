// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.util.List;
import org.jfree.data.xy.AbstractXYDataset;

/// Traces as JFreeChart wants its data: epoch seconds and values.
final class TraceDataset extends AbstractXYDataset {

  private static final long serialVersionUID = 1;

  private final transient List<Trace> traces;

  TraceDataset(List<Trace> traces) {
    this.traces = traces;
  }

  Trace trace(int series) {
    return traces.get(series);
  }

  @Override
  public int getSeriesCount() {
    return traces.size();
  }

  /// Names may come twice, so the key is the place.
  @Override
  public Integer getSeriesKey(int series) {
    return series;
  }

  @Override
  public int getItemCount(int series) {
    return traces.get(series).values().length;
  }

  @Override
  public double getXValue(int series, int item) {
    return traces.get(series).time(item);
  }

  @Override
  public double getYValue(int series, int item) {
    return traces.get(series).values()[item];
  }

  @Override
  public Double getX(int series, int item) {
    return getXValue(series, item);
  }

  @Override
  public Double getY(int series, int item) {
    return getYValue(series, item);
  }
}
