// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.function.LongToDoubleFunction;
import org.graphitestack.web.series.TimeSeries;

/// Series that are computed, not fetched.
final class Generated {

  private Generated() {}

  /// A value for each time from the start of the request, before its end.
  static TimeSeries of(
      Invocation in, String name, int step, LongToDoubleFunction value, boolean integers) {
    if (step < 1) {
      throw in.wrong("step", "1 s or more");
    }
    var from = in.evaluation().from();
    var count = Math.ceilDiv(in.evaluation().until() - from, step);
    in.evaluation().reserve(count, in.function());
    var values = new double[(int) count];
    for (var i = 0; i < values.length; i++) {
      values[i] = value.applyAsDouble(from + (long) i * step);
    }
    return TimeSeries.of(
            name, from, in.evaluation().until(), step, values, in.evaluation().xFilesFactor())
        .change()
        .integers(integers)
        .make();
  }
}
