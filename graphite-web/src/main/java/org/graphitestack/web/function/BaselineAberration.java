// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// `baselineAberration`: each value divided by the baseline of its time.
final class BaselineAberration implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.CALCULATE,
            "baselineAberration",
            Parameter.seriesList(),
            Parameter.required("timeShiftUnit", ParameterType.INTERVAL)
                .suggestions("1h", "6h", "12h", "1d", "2d", "7d", "14d", "30d"),
            Parameter.required("timeShiftStart", ParameterType.INTEGER),
            Parameter.required("timeShiftEnd", ParameterType.INTEGER),
            Parameter.optional("maxAbsentPercent", ParameterType.FLOAT),
            Parameter.optional("minAvg", ParameterType.FLOAT))
        .addition()
        .describe(
            "Divides each value by what baseline with the same arguments gives for its time: "
                + "1.1 is 10 % above. Where the baseline is 0 or unknown there is nothing. Only "
                + "series that there are now are given.")
        .example("baselineAberration(servers.web1.load,\"10min\",1,4)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    return Baselines.of(in).aberrations();
  }
}
