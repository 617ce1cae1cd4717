// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `aggregateSeriesLists`: aggregates the first series with the first of another list, the second
/// with the second and so on.
final class AggregateSeriesLists implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "aggregateSeriesLists",
            Parameter.required("seriesListFirstPos", ParameterType.SERIES_LIST),
            Parameter.required("seriesListSecondPos", ParameterType.SERIES_LIST),
            Parameter.required("func", ParameterType.AGGREGATION),
            Parameter.optional("xFilesFactor", ParameterType.FLOAT))
        .describe(
            "Aggregates the first series with the first of another list, the second with the second"
                + " and so on.")
        .example("aggregateSeriesLists(servers.*.load,servers.*.requests,\"sum\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return SeriesPairs.aggregated(in, in.text("func"), in.numberOrNaN("xFilesFactor"));
  }
}
