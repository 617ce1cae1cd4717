// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;

/// `sloErrorBudget`: gives in each interval how many seconds of failure are left, below 0 if there
/// were more.
final class SloErrorBudget implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.TRANSFORM,
            "sloErrorBudget",
            Parameter.seriesList(),
            Parameter.required("interval", ParameterType.INTERVAL).suggestions("10min", "1h", "1d"),
            Parameter.required("method", ParameterType.STRING)
                .options("above", "aboveOrEqual", "below", "belowOrEqual"),
            Parameter.required("value", ParameterType.FLOAT),
            Parameter.optional("objective", ParameterType.FLOAT, 0.9999))
        .addition()
        .describe(
            "Gives in each interval the seconds of failure that an objective leaves: what slo"
                + " gives less the objective, times the seconds of the interval, of the last one "
                + "only those of the window. Below 0 there was more failure than that.")
        .example("sloErrorBudget(servers.web1.load,\"10min\",\"above\",12,0.5)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    var objective = in.number("objective");
    var shown = ", " + PythonNumber.general(objective);
    return ServiceLevels.of(in, shown, (ratio, seconds) -> (ratio - objective) * seconds);
  }
}
