// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.time.Duration;

/// What one render request may use.
///
/// @param maxSeries series fetched, over all its path expressions
/// @param maxPoints points fetched, and points any function may give at once
/// @param maxWindows windows of time it may fetch: functions such as `timeStack` fetch again
/// @param wallTime from the start of the request to the last function
public record RenderBudget(int maxSeries, long maxPoints, int maxWindows, Duration wallTime) {

  /// Room for a sum over 10 000 series of a day's minutes, and some more.
  public static final RenderBudget DEFAULT =
      new RenderBudget(100_000, 40_000_000, 1_000, Duration.ofSeconds(60));

  public RenderBudget {
    if (maxSeries < 1 || maxPoints < 1 || maxWindows < 1 || !wallTime.isPositive()) {
      throw new IllegalArgumentException(
          "budget: "
              + maxSeries
              + " series, "
              + maxPoints
              + " points, "
              + maxWindows
              + " windows, "
              + wallTime
              + " (expected: each > 0)");
    }
  }
}
