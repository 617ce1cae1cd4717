// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `rangeOfSeries`: takes the distance from the least to the greatest of the series at each time.
final class RangeOfSeries implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "rangeOfSeries",
            Parameter.required("seriesLists", ParameterType.SERIES_LIST).many())
        .asAggregator()
        .describe("Takes the distance from the least to the greatest of the series at each time.")
        .example("rangeOfSeries(servers.*.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Combined.of(in, in.series(), "rangeOf", Double.NaN);
  }
}
