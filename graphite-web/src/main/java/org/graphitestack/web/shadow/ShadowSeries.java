// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.shadow;

/// A series as it was answered.
///
/// @param times epoch seconds, ascending
/// @param values as many; NaN for null
@SuppressWarnings("ArrayRecordComponent")
public record ShadowSeries(String name, long[] times, double[] values) {

  public ShadowSeries {
    if (times.length != values.length) {
      throw new IllegalArgumentException(
          "series: " + times.length + " times, " + values.length + " values (expected: as many)");
    }
  }
}
