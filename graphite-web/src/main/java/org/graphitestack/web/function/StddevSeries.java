// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `stddevSeries`: takes the standard deviation of the series at each time.
final class StddevSeries implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "stddevSeries",
            Parameter.required("seriesLists", ParameterType.SERIES_LIST).many())
        .asAggregator()
        .describe("Takes the standard deviation of the series at each time.")
        .example("stddevSeries(servers.*.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Combined.of(in, in.series(), "stddev", Double.NaN);
  }
}
