// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `diffSeriesLists`: subtracts from the first series the first of another list, from the second
/// the second and so on.
final class DiffSeriesLists implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "diffSeriesLists",
            Parameter.required("seriesListFirstPos", ParameterType.SERIES_LIST),
            Parameter.required("seriesListSecondPos", ParameterType.SERIES_LIST))
        .asAggregator()
        .describe(
            "Subtracts from the first series the first of another list, from the second the second"
                + " and so on.")
        .example("diffSeriesLists(servers.*.load,servers.*.requests)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return SeriesPairs.aggregated(in, "diff", Double.NaN);
  }
}
