// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `multiplySeries`: multiplies the series; one series alone stays as it is.
final class MultiplySeries implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.COMBINE,
            "multiplySeries",
            Parameter.required("seriesLists", ParameterType.SERIES_LIST).many())
        .asAggregator()
        .describe("Multiplies the series; one series alone stays as it is.")
        .example("multiplySeries(servers.web1.load,servers.web2.load)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var lists = in.all("seriesLists");
    var series = in.series();
    return lists.size() == 1 && series.size() == 1
        ? series
        : Combined.of(in, series, "multiply", Double.NaN);
  }
}
