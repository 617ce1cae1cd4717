// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `sumSeriesLists`: adds the first series to the first of another list, the second to the second
/// and so on.
final class SumSeriesLists implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "sumSeriesLists",
            Parameter.required("seriesListFirstPos", ParameterType.SERIES_LIST),
            Parameter.required("seriesListSecondPos", ParameterType.SERIES_LIST))
        .asAggregator()
        .describe(
            "Adds the first series to the first of another list, the second to the second and so"
                + " on.")
        .example("sumSeriesLists(servers.*.load,servers.*.requests)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return SeriesPairs.aggregated(in, "sum", Double.NaN);
  }
}
