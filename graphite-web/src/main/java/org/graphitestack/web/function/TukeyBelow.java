// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `tukeyBelow`: keeps the series with the most outliers below the fences of all values.
final class TukeyBelow implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.FILTER_SERIES,
            "tukeyBelow",
            Parameter.seriesList(),
            Parameter.required("basis", ParameterType.FLOAT).suggestions(1.5, 3L),
            Parameter.required("n", ParameterType.INTEGER),
            Parameter.optional("interval", ParameterType.INTEGER_OR_INTERVAL, 0L))
        .addition()
        .describe(
            "Keeps up to n series that have outliers, those with the most first. An outlier "
                + "is at or below the first quartile of the known values of all series, minus basis"
                + " times the distance of the quartiles. With an interval of points or time only "
                + "the end of that length counts; with a negative one all but that.")
        .example("tukeyBelow(servers.*.load,0.1,2)", "tukeyBelow(servers.*.load,0.1,2,\"30min\")");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return TukeyFences.outside(in, false);
  }
}
