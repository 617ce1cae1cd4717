// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `minSeries`: takes the least value of the series at each time.
final class MinSeries implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "minSeries",
            Parameter.required("seriesLists", ParameterType.SERIES_LIST).many())
        .asAggregator()
        .describe("Takes the least value of the series at each time.")
        .example("minSeries(servers.*.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Combined.of(in, in.series(), "min", Double.NaN);
  }
}
