// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `removeBelowPercentile`: removes values below a percentile of their series.
final class RemoveBelowPercentile implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_DATA,
            "removeBelowPercentile",
            Parameter.seriesList(),
            Parameter.required("n", ParameterType.FLOAT))
        .describe("Removes values below a percentile of their series.")
        .example("removeBelowPercentile(servers.web1.load,10)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var n = in.number("n");
    return Filters.values(
        in,
        "removeBelowPercentile",
        n,
        values -> {
          var limit = Percentile.of(values, n, false);
          return value -> value >= limit;
        });
  }
}
