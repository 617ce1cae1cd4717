// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `averageSeries`: averages the series to one.
final class AverageSeries implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "averageSeries",
            Parameter.required("seriesLists", ParameterType.SERIES_LIST).many())
        .alias("avg")
        .asAggregator()
        .describe("Averages the series to one.")
        .example("averageSeries(servers.*.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Combined.of(in, in.series(), "average", Double.NaN);
  }
}
