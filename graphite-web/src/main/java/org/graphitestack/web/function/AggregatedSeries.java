// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `count`, `diff`, `multiply`, `stddev`: one series of all, by the aggregation of that name.
///
/// @param aggregation its name, and that of the function
/// @param description of what it gives
record AggregatedSeries(String aggregation, String description) implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            aggregation,
            Parameter.required("seriesLists", ParameterType.SERIES_LIST).many())
        .addition()
        .describe(description)
        .example(aggregation + "(servers.*.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Combined.of(in, in.series(), aggregation, Double.NaN);
  }
}
