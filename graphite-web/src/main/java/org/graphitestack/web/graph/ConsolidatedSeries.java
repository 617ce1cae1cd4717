// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

/// A series with no more values than can be told apart.
///
/// @param start epoch seconds of the first value
/// @param step seconds from value to value
record ConsolidatedSeries(PlottedSeries plotted, double[] values, long start, long step) {

  /// @param perPoint values of the series that become one
  static ConsolidatedSeries of(PlottedSeries plotted, int perPoint) {
    var series = plotted.series().fromWholeRun(perPoint);
    return new ConsolidatedSeries(
        plotted,
        series.consolidated(perPoint),
        series.consolidatedStart(perPoint),
        TimeRange.stepOf(plotted.series()) * perPoint);
  }

  /// The values a logarithm has; NaN for the others.
  double[] positiveValues() {
    double[] positive = values.clone();
    for (int i = 0; i < positive.length; i++) {
      positive[i] = positive[i] > 0 ? positive[i] : Double.NaN;
    }
    return positive;
  }
}
