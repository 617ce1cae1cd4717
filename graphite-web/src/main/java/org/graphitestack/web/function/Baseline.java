// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `baseline`: what a series usually is: the median of the same time in several spans before.
final class Baseline implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.CALCULATE,
            "baseline",
            Parameter.seriesList(),
            Parameter.required("timeShiftUnit", ParameterType.INTERVAL)
                .suggestions("1h", "6h", "12h", "1d", "2d", "7d", "14d", "30d"),
            Parameter.required("timeShiftStart", ParameterType.INTEGER),
            Parameter.required("timeShiftEnd", ParameterType.INTEGER),
            Parameter.optional("maxAbsentPercent", ParameterType.FLOAT),
            Parameter.optional("minAvg", ParameterType.FLOAT))
        .addition()
        .describe(
            "Gives at each time the median of what the series was 1 and more times the unit "
                + "before, from timeShiftStart to one less than timeShiftEnd; now itself does not "
                + "count. Series are left out whose baseline lacks more than maxAbsentPercent of "
                + "its values, or whose average is below minAvg.")
        .example("baseline(servers.web1.load,\"10min\",1,4)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Baselines.of(in).baselines();
  }
}
