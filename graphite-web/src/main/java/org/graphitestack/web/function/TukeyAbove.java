// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `tukeyAbove`: keeps the series with the most outliers above the fences of all values.
final class TukeyAbove implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "tukeyAbove",
            Parameter.seriesList(),
            Parameter.required("basis", ParameterType.FLOAT).suggestions(1.5, 3L),
            Parameter.required("n", ParameterType.INTEGER),
            Parameter.optional("interval", ParameterType.INTEGER_OR_INTERVAL, 0L))
        .addition()
        .describe(
            "Keeps up to n series that have outliers, those with the most first. An outlier "
                + "is at or above the third quartile of the known values of all series, plus basis "
                + "times the distance of the quartiles. With an interval of points or time only the"
                + " end of that length counts; with a negative one all but that.")
        .example(
            "tukeyAbove(servers.*.requests,0.2,2)",
            "tukeyAbove(servers.*.requests,0.2,2,\"30min\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return TukeyFences.outside(in, true);
  }
}
