// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.model;

/// What a series is created with.
///
/// @param retentions the archives, finest first
/// @param xFilesFactor share of known slots a roll-up needs, 0 to 1
/// @param aggregation how values roll up
public record SeriesLayout(
    RetentionPolicy retentions, double xFilesFactor, AggregationMethod aggregation) {

  public SeriesLayout {
    if (!(xFilesFactor >= 0 && xFilesFactor <= 1)) {
      throw new IllegalArgumentException("xFilesFactor: " + xFilesFactor + " (expected: 0 to 1)");
    }
  }
}
