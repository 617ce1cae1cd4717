// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `diffSeries`: subtracts all other series from the first; where that has no value, from the next
/// that has one.
final class DiffSeries implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "diffSeries",
            Parameter.required("seriesLists", ParameterType.SERIES_LIST).many())
        .asAggregator()
        .describe(
            "Subtracts all other series from the first; where that has no value, from the next that"
                + " has one.")
        .example("diffSeries(servers.web1.load,servers.web2.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Combined.of(in, in.series(), "diff", Double.NaN);
  }
}
