// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `removeAbovePercentile`: removes values above a percentile of their series.
final class RemoveAbovePercentile implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_DATA,
            "removeAbovePercentile",
            Parameter.seriesList(),
            Parameter.required("n", ParameterType.FLOAT))
        .describe("Removes values above a percentile of their series.")
        .example("removeAbovePercentile(servers.web1.load,90)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var n = in.number("n");
    return Filters.values(
        in,
        "removeAbovePercentile",
        n,
        values -> {
          var limit = Percentile.of(values, n, false);
          return value -> value <= limit;
        });
  }
}
