// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `sumSeries`: adds the series to one.
final class SumSeries implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "sumSeries",
            Parameter.required("seriesLists", ParameterType.SERIES_LIST).many())
        .alias("sum")
        .asAggregator()
        .describe("Adds the series to one.")
        .example("sumSeries(servers.*.load)", "sum(servers.web1.load,servers.web2.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Combined.of(in, in.series(), "sum", Double.NaN);
  }
}
