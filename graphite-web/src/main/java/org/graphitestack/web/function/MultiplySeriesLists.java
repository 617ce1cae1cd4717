// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `multiplySeriesLists`: multiplies the first series by the first of another list, the second by
/// the second and so on.
final class MultiplySeriesLists implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "multiplySeriesLists",
            Parameter.required("seriesListFirstPos", ParameterType.SERIES_LIST),
            Parameter.required("seriesListSecondPos", ParameterType.SERIES_LIST))
        .asAggregator()
        .describe(
            "Multiplies the first series by the first of another list, the second by the second and"
                + " so on.")
        .example("multiplySeriesLists(servers.*.load,servers.*.requests)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return SeriesPairs.aggregated(in, "multiply", Double.NaN);
  }
}
